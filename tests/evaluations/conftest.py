"""An accompagnement that is over, without going through its agreement each time."""

from datetime import timedelta
from decimal import Decimal

import pytest

from accompagnements import actions as a_accompagnements
from accompagnements.models import Accompagnement
from evaluations.models import Evaluation
from programme.actions import engager
from socle import horloge as heure
from socle.acteurs import SYSTEME
from socle.workflow import franchir
from tests import parcours


def termine(rang: int = 0) -> Accompagnement:
    """Return a pair whose two half-days were held today; its agreement is not drawn, only its dates and what it engages are given."""
    profil = parcours.mentor(email=f"mentor{rang}@exemple.test")
    paire = parcours.accompagnement("prepare", candidature_=parcours.candidature("acceptee", rang=rang), profil=profil)
    jour = heure.aujourdhui()
    dates = {"debut": jour - timedelta(days=30), "fin": jour + timedelta(days=90), "montant": Decimal(500)}
    paire = franchir(paire, "conventionner", acteur=SYSTEME, **dates)
    engager(paire.dispositif.edition, origine=f"essai:{rang}", demi_journees=paire.demi_journees, montant=dates["montant"])
    compte_rendu = parcours.compte_rendu(jour, ("matin", "apres_midi"))
    a_accompagnements.declarer_tenue(paire, compte_rendu, acteur=parcours.acteur(paire.mentor.personne))
    return Accompagnement.objects.get(pk=paire.pk)


@pytest.fixture
def paire(db) -> Accompagnement:
    return termine()


@pytest.fixture
def accompagnee(paire) -> Evaluation:
    """The exit evaluation of the personne accompagnée, just sent."""
    return Evaluation.objects.get(accompagnement=paire, etape="sortie", repondant="accompagne")


@pytest.fixture
def mentor(paire) -> Evaluation:
    """The exit evaluation of the mentor, just sent."""
    return Evaluation.objects.get(accompagnement=paire, etape="sortie", repondant="mentor")
