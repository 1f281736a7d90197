"""Evaluations are planned when the accompagnement ends, invited and reminded by the beat, and expire."""

from django.db import transaction

from accompagnements.models import Accompagnement
from candidatures.models import Candidature
from evaluations import notifications, regles
from evaluations.models import Etape, Evaluation, Repondant
from socle import horloge
from socle.acteurs import SYSTEME, Acteur
from socle.lots import un_par_un
from socle.workflow import franchir, journaliser, verrouiller


def prevoir(accompagnement: Accompagnement) -> None:
    """Plan the four evaluations of an accompagnement that is over; those of the exit leave at once. Idempotent."""
    if accompagnement.realise_le is None:
        raise ValueError(f"{accompagnement} is not over: its evaluations have no date.")
    personnes = {
        Repondant.ACCOMPAGNE: accompagnement.beneficiaire.personne,
        Repondant.MENTOR: accompagnement.mentor.personne,
    }
    with transaction.atomic():
        for etape in Etape:
            for repondant, personne in personnes.items():
                evaluation, _ = Evaluation.objects.get_or_create(
                    accompagnement=accompagnement,
                    etape=etape,
                    repondant=repondant,
                    defaults={
                        "dossier": accompagnement.dossier,
                        "personne": personne,
                        "invitation_prevue_le": regles.invitation(etape, accompagnement.realise_le),
                    },
                )
                if etape == Etape.SORTIE and evaluation.etat == Evaluation.Etat.PREVUE:
                    envoyer(evaluation, acteur=SYSTEME)


def envoyer(evaluation: Evaluation, *, acteur: Acteur) -> Evaluation:
    """Invite to answer, by mail with a personal link."""
    with transaction.atomic():
        frais = franchir(evaluation, "envoyer", acteur=acteur, le=horloge.maintenant())
        notifications.inviter(frais)
    return frais


def faire_vivre() -> None:
    """Called by the beat at short intervals: invite, remind and expire what is due, and nothing else is read.

    Each in its own transaction, checked again under its lock: a beat that is doubled, late or killed does nothing twice.
    """
    un_par_un(Evaluation.objects.a_inviter(horloge.aujourdhui()), _inviter_si_due)
    un_par_un(Evaluation.objects.a_suivre(horloge.maintenant()), _relancer_ou_expirer)


def _inviter_si_due(evaluation: Evaluation) -> None:
    with transaction.atomic():
        frais = verrouiller(evaluation)
        if frais.etat == Evaluation.Etat.PREVUE and frais.invitation_prevue_le <= horloge.aujourdhui():
            envoyer(frais, acteur=SYSTEME)


def _relancer_ou_expirer(evaluation: Evaluation) -> None:
    """One reminder at most, whatever number of them the calendar has jumped over."""
    maintenant = horloge.maintenant()
    with transaction.atomic():
        frais = verrouiller(evaluation)
        if frais.etat != Evaluation.Etat.ENVOYEE:
            return
        dues = regles.relances_dues(frais.envoyee_le, maintenant)
        if maintenant >= frais.expire_le:
            _expirer(frais)
        elif dues > frais.relances:
            frais.relances = dues
            frais.save()
            journaliser(frais, "relancer", SYSTEME, rang=dues)
            notifications.relancer(frais)


def _expirer(evaluation: Evaluation) -> None:
    franchir(evaluation, "expirer", acteur=SYSTEME)
    notifications.retenir_les_appels(evaluation)
    clore_si_fini(evaluation.accompagnement)


def clore_si_fini(accompagnement: Accompagnement) -> None:
    """The accompagnement is *clos* when both second-stage evaluations are answered or expired; the request with its last one."""
    finies = [Evaluation.Etat.REMPLIE, Evaluation.Etat.EXPIREE]
    restent = accompagnement.evaluations.filter(etape=Etape.SIX_MOIS).exclude(etat__in=finies)
    if accompagnement.etat != Accompagnement.Etat.REALISE or restent.exists():
        return
    candidature = franchir(accompagnement, "clore", acteur=SYSTEME).candidature
    ouverts = candidature.accompagnements.vivants().exclude(etat=Accompagnement.Etat.CLOS)
    if candidature.etat == Candidature.Etat.ACCEPTEE and not ouverts.exists():
        franchir(candidature, "clore", acteur=SYSTEME)
