"""What follows from the half-days that count: the ledger, the first one, the last one, and what is given back after the end."""

from decimal import Decimal
from typing import cast

from accompagnements.models import Accompagnement
from accompagnements.signaux import demi_journees_rendues
from programme.actions import realiser as realiser_mouvement
from programme.actions import rendre_quota
from programme.regles import part
from socle.acteurs import SYSTEME, Acteur
from socle.workflow import franchir, nom_objet

from .fin import FINIS, realiser

Etat = Accompagnement.Etat


def suivre(accompagnement: Accompagnement) -> Accompagnement:
    """What counts has changed, the accompagnement is locked: write it in the ledger; the first half-day begins it, the last one ends it."""
    frais = accompagnement
    tenues = _noter_au_budget(frais)
    if tenues and frais.etat == Etat.CONVENTIONNE:
        frais = franchir(frais, "commencer", acteur=SYSTEME)
    elif not tenues and frais.etat == Etat.EN_COURS and not frais.seances.a_trancher().exists():
        frais = franchir(frais, "revenir_au_depart", acteur=SYSTEME)
    if tenues == frais.demi_journees and frais.etat == Etat.EN_COURS:
        frais = realiser(frais, acteur=SYSTEME)
    return frais


def rendre_apres_la_fin(accompagnement: Accompagnement, demi_journees: int, *, acteur: Acteur) -> None:
    """After the end, half-days turn out not to be held: the structure and the line get them back.

    What a pair that stopped did not hold stays granted to the request, for somebody else.
    """
    if accompagnement.etat not in (*FINIS, Etat.ROMPU) or not demi_journees:
        return
    structure = accompagnement.candidature.structure
    if structure and accompagnement.rompu_le is None:
        rendre_quota(accompagnement.dispositif, structure, demi_journees)
    demi_journees_rendues.send(sender=Accompagnement, accompagnement=accompagnement, acteur=acteur)


def _noter_au_budget(accompagnement: Accompagnement) -> int:
    """Bring what the ledger says was held to what counts now, out of the amount that was signed; return the half-days held."""
    tenues = accompagnement.demi_journees_tenues
    # The agreement is signed: its amount is there.
    convenu = cast(Decimal, accompagnement.montant)
    realiser_mouvement(
        accompagnement.dispositif.edition,
        origine=nom_objet(accompagnement),
        demi_journees=tenues,
        montant=part(convenu, tenues, accompagnement.demi_journees),
    )
    return tenues
