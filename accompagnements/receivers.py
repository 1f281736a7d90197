"""What this application does when a request is granted, or leaves the path."""

from django.db import transaction
from django.dispatch import receiver

from candidatures.models import Candidature
from candidatures.signaux import candidature_accordee, candidature_sortie
from mentors.models import ProfilMentor
from mentors.signaux import profil_indisponible
from socle.acteurs import SYSTEME, Acteur
from socle.refus import Refus
from socle.workflow import verrouiller

from . import actions
from .models import EtatAccompagnement, Proposition
from .models.proposition import OUVERTES

MOTIFS = {
    Candidature.Etat.RETIREE: "La structure a retiré sa demande.",
    Candidature.Etat.SANS_SUITE: "L’équipe pilote a classé la demande sans suite.",
}


@receiver(candidature_sortie, dispatch_uid="accompagnements.sortie")
def defaire(candidature: Candidature, acteur: Acteur, **_: object) -> None:
    """Withdraw the open proposal and give the unsigned pair up; refuse when an agreement already binds the parties."""
    for accompagnement in candidature.accompagnements.vivants():
        if accompagnement.etat != EtatAccompagnement.PREPARE:
            raise Refus("La convention est signée : pour arrêter, terminez l’accompagnement depuis sa page, ou écrivez à l’équipe pilote.")
        actions.abandonner(accompagnement, motif=MOTIFS[Candidature.Etat(candidature.etat)], acteur=acteur)
    for proposition in Proposition.objects.filter(candidature=candidature, etat__in=OUVERTES):
        actions.retirer(proposition, acteur=SYSTEME)


@receiver(candidature_accordee, dispatch_uid="accompagnements.accordee")
def faire_confirmer(candidature: Candidature, **_: object) -> None:
    """Somebody may have said yes before the decision: their turn to be confirmed."""
    actions.demander_la_confirmation_attendue(candidature)


@receiver(profil_indisponible, dispatch_uid="accompagnements.indisponible")
def reprendre(profil: ProfilMentor, acteur: Acteur, **_: object) -> None:
    """Give back to the team what this person was asked and has not answered; who leaves by themself needs no mail to know it.

    The profile is locked when this returns, so that nothing is proposed to them any more.
    """
    while not _tout_reprendre(profil, prevenir=acteur.personne != profil.personne):
        # Somebody proposed them something meanwhile.
        pass


def _tout_reprendre(profil: ProfilMentor, *, prevenir: bool) -> bool:
    """Withdraw what waits, then lock the profile; when one more came in between, undo all and return False.

    The files come before the profile, as whoever proposes locks them: to lock a file after it could end in a deadlock.
    """
    attendues = Proposition.objects.filter(profil=profil, etat=Proposition.Etat.ENVOYEE)
    with transaction.atomic():
        for proposition in attendues.order_by("dossier"):
            # They may have said yes while the file was waited for: that goes on.
            if verrouiller(proposition).etat == Proposition.Etat.ENVOYEE:
                actions.retirer(proposition, acteur=SYSTEME, prevenir=prevenir)
        verrouiller(profil)
        if not attendues.exists():
            return True
        transaction.set_rollback(True)
    return False
