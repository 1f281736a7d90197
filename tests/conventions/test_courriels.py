"""Mails of agreements, as they were read and approved."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine

from conventions import actions
from tests import parcours
from tests.instantanes import verifier_courriel

pytestmark = pytest.mark.django_db
INSTANTANES = Path(__file__).parent / "instantanes"


@pytest.mark.parametrize("nom", ["a_signer", "signee"])
def test_les_courriels_de_la_convention(nom):
    with time_machine.travel(datetime(2026, 11, 22, 9, tzinfo=UTC), tick=False):
        convention = parcours.convention("signee")
        verifier_courriel(f"conventions/{nom}", convention.accompagnement.mentor.personne, INSTANTANES / f"{nom}.txt")


def test_le_courriel_de_l_annulation():
    with time_machine.travel(datetime(2026, 11, 22, 9, tzinfo=UTC), tick=False):
        convention = actions.annuler(parcours.convention("emise"), acteur=parcours.acteur(parcours.pilote()))
        verifier_courriel("conventions/annulation", convention.accompagnement.mentor.personne, INSTANTANES / "annulation.txt")
