"""The terms of a signed accompagnement, changed by an avenant that all parties signed."""

from django.db import transaction

from accompagnements import droits, lectures
from accompagnements.lectures import Termes
from accompagnements.models import Accompagnement
from programme.actions import rendre_quota
from socle.acteurs import Acteur
from socle.refus import Refus, RefusDroit
from socle.workflow import journaliser, verrouiller

from .comptes import suivre


def changer_les_termes(accompagnement: Accompagnement, termes: Termes, *, acteur: Acteur) -> Accompagnement:
    """Give other dates, half-days and amount; fewer half-days go back to the quota. When all are held, it is *réalisé*.

    Raises Refus when what was held or planned meanwhile makes it impossible.
    """
    if not droits.par_la_plateforme(accompagnement, acteur):
        raise RefusDroit("Les termes changent par la signature d’un avenant.")
    with transaction.atomic():
        frais = verrouiller(accompagnement)
        if phrase := lectures.empechement_des_termes(frais, termes):
            raise Refus(phrase)
        rendues = frais.demi_journees - termes.demi_journees
        if rendues > 0 and (structure := frais.candidature.structure):
            rendre_quota(frais.dispositif, structure, rendues)
        frais.debut, frais.fin = termes.debut, termes.fin
        frais.demi_journees, frais.montant = termes.demi_journees, termes.montant
        frais.save()
        journaliser(frais, "changer_les_termes", acteur, demi_journees=termes.demi_journees)
        return suivre(frais)


def rendre_les_ajoutees(accompagnement: Accompagnement, demi_journees: int, *, acteur: Acteur) -> None:
    """A pair is given up: its structure keeps what the decision granted, what avenants added to it goes back to the quota."""
    if not droits.par_la_plateforme(accompagnement, acteur):
        raise RefusDroit("Ce qu’un avenant ajoutait se rend avec l’accompagnement.")
    with transaction.atomic():
        frais = verrouiller(accompagnement)
        if structure := frais.candidature.structure:
            rendre_quota(frais.dispositif, structure, demi_journees)
        # What is left for somebody else is counted without them.
        frais.demi_journees_rendues += demi_journees
        frais.save()
