"""How an accompagnement ends: all half-days held, one side says so, or its dates are over."""

from django.db import transaction

from accompagnements import regles
from accompagnements.models import Accompagnement
from accompagnements.signaux import accompagnement_realise
from programme.actions import rendre_quota
from socle import horloge
from socle.acteurs import SYSTEME, Acteur
from socle.lots import un_par_un
from socle.workflow import franchir, verrouiller

FINIS = [Accompagnement.Etat.REALISE, Accompagnement.Etat.CLOS]


def terminer(accompagnement: Accompagnement, *, acteur: Acteur) -> Accompagnement:
    """« Nous avons terminé »: one side says it is over before all half-days are held. Said twice, it is said once."""
    with transaction.atomic():
        frais = verrouiller(accompagnement)
        return frais if frais.etat in FINIS else realiser(frais, acteur=acteur)


def realiser(accompagnement: Accompagnement, *, acteur: Acteur) -> Accompagnement:
    """End an accompagnement that is locked: what will not be held goes back to the quota, and higher applications hear of it."""
    derniere = accompagnement.seances.tenues().order_by("-jour").first()
    frais = franchir(accompagnement, "realiser", acteur=acteur, le=derniere.jour if derniere else horloge.aujourdhui())
    structure, reste = frais.candidature.structure, frais.demi_journees - frais.demi_journees_tenues
    if structure and reste:
        rendre_quota(frais.dispositif, structure, reste)
    accompagnement_realise.send(sender=Accompagnement, accompagnement=frais, acteur=acteur)
    return frais


def faire_vivre() -> None:
    """Called by the beat at short intervals: end what is under way a week after the last day of its agreement."""
    limite = horloge.aujourdhui() - regles.DELAI_DE_DECLARATION
    un_par_un(Accompagnement.objects.filter(etat=Accompagnement.Etat.EN_COURS, fin__lte=limite), _finir)


def _finir(accompagnement: Accompagnement) -> None:
    with transaction.atomic():
        frais = verrouiller(accompagnement)
        if frais.etat == Accompagnement.Etat.EN_COURS and regles.prend_fin_seul(frais.fin, horloge.aujourdhui()):
            realiser(frais, acteur=SYSTEME)
