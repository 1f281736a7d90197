"""The lines of the budget: the same instant, on PostgreSQL."""

from decimal import Decimal
from functools import partial

import pytest

from conventions import actions as a_conventions
from programme import actions
from programme.models import Ligne
from tests import parcours
from tests.concurrence.ensemble import ensemble, refus

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def _ligne() -> Ligne:
    return Ligne.objects.get(edition=parcours.edition(), genre=Ligne.Genre.INTERVENTIONS)


def test_une_emission_contre_une_reduction_de_la_ligne():
    """Whichever comes first, the line never has less than what is engaged on it."""
    convention = parcours.convention("preparee")
    Ligne.objects.filter(pk=_ligne().pk).update(montant=Decimal(600))
    equipe = parcours.acteur(parcours.pilote())
    gestes = [
        partial(a_conventions.emettre, convention, acteur=equipe),
        partial(actions.modifier_ligne, _ligne(), Decimal(400), acteur=equipe),
    ]
    assert len(refus(ensemble(gestes))) == 1
    ligne = _ligne()
    assert (ligne.montant, ligne.engage) in {(600, 500), (400, 0)}


def test_deux_lignes_qui_grandissent_ensemble_ne_depassent_pas_l_enveloppe():
    edition, equipe = parcours.edition(), parcours.acteur(parcours.pilote())
    Ligne.objects.filter(edition=edition).update(montant=Decimal(14000))
    lignes = list(Ligne.objects.filter(edition=edition))
    resultats = ensemble([partial(actions.modifier_ligne, ligne, Decimal(16000), acteur=equipe) for ligne in lignes])
    assert len(refus(resultats)) == 1
    assert edition.total_des_lignes() == 30000
