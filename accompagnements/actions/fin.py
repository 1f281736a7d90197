"""How an accompagnement ends: all half-days held, one side says so, its dates are over, or it is given up before the first one."""

from django.db import transaction

from accompagnements import notifications, regles
from accompagnements.models import Accompagnement
from accompagnements.signaux import accompagnement_interrompu, accompagnement_realise
from programme.actions import rendre_quota
from socle import horloge
from socle.acteurs import SYSTEME, Acteur
from socle.lots import un_par_un
from socle.refus import Refus
from socle.workflow import franchir, verrouiller

from .presences import lever

Etat = Accompagnement.Etat
FINIS = [Etat.REALISE, Etat.CLOS]
# Signed, and not over.
SIGNES = [Etat.CONVENTIONNE, Etat.EN_COURS]
TERMINE = "L’accompagnement est terminé."
ABANDONNE = "L’accompagnement est abandonné."


def terminer(accompagnement: Accompagnement, *, acteur: Acteur) -> Accompagnement:
    """« Nous avons terminé »: one side says it is over before all half-days are held. Said twice, it is said once."""
    with transaction.atomic():
        frais = verrouiller(accompagnement)
        return frais if frais.etat in FINIS else realiser(frais, acteur=acteur)


def realiser(accompagnement: Accompagnement, *, acteur: Acteur) -> Accompagnement:
    """End an accompagnement that is locked: planned sessions are cancelled, higher applications hear of it.

    What will not be held goes back to the quota; what is to be settled stays reserved until it is.
    """
    derniere = accompagnement.seances.tenues().order_by("-jour").first()
    frais = franchir(accompagnement, "realiser", acteur=acteur, le=derniere.jour if derniere else horloge.aujourdhui())
    annuler_les_prevues(frais, motif=TERMINE)
    structure, reste = frais.candidature.structure, frais.demi_journees - frais.demi_journees_reservees
    if structure and reste:
        rendre_quota(frais.dispositif, structure, reste)
    accompagnement_realise.send(sender=Accompagnement, accompagnement=frais, acteur=acteur)
    return frais


def abandonner(accompagnement: Accompagnement, *, motif: str, acteur: Acteur) -> Accompagnement:
    """Give a pair up before its first half-day: higher applications undo its agreement, both sides read why.

    The half-days stay granted to the request: the pilot asks somebody else, or closes it.
    """
    with transaction.atomic():
        if verrouiller(accompagnement).seances.a_trancher().exists():
            raise Refus("Une séance attend d’être tranchée : décidez-en d’abord.")
        frais = franchir(accompagnement, "abandonner", acteur=acteur, motif=motif)
        annuler_les_prevues(frais, motif=ABANDONNE)
        accompagnement_interrompu.send(sender=Accompagnement, accompagnement=frais, acteur=acteur)
        notifications.annoncer_abandon(frais)
    return frais


def annuler_les_prevues(accompagnement: Accompagnement, *, motif: str) -> None:
    """Cancel the planned sessions of an accompagnement that stops: nobody is expected there any more, and all are told."""
    for seance in accompagnement.seances.prevues():
        lever(seance)
        notifications.annoncer_annulation(franchir(seance, "annuler", acteur=SYSTEME, motif=motif))


def faire_vivre() -> None:
    """Called by the beat at short intervals: a week after the last day of its agreement, what began ends, what did not is given up."""
    limite = horloge.aujourdhui() - regles.DELAI_DE_DECLARATION
    un_par_un(Accompagnement.objects.filter(etat__in=SIGNES, fin__lte=limite), _finir)


def _finir(accompagnement: Accompagnement) -> None:
    with transaction.atomic():
        frais = verrouiller(accompagnement)
        if frais.etat not in SIGNES or not regles.prend_fin_seul(frais.fin, horloge.aujourdhui()):
            return
        if frais.demi_journees_tenues:
            realiser(frais, acteur=SYSTEME)
        elif frais.seances.a_trancher().exists():
            # Whether something was held is for the team to say.
            return
        else:
            motif = f"Aucune demi-journée n’a été tenue avant la fin de la convention, le {frais.fin:%d/%m/%Y}."
            abandonner(frais, motif=motif, acteur=SYSTEME)
