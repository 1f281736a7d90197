"""Fixtures of the référentiel."""

import pytest

from comptes.acteurs import ActeurPersonne
from referentiel.actions import charger_initial
from socle.acteurs import SYSTEME
from tests.fabriques import PersonneFactory


@pytest.fixture
def referentiel(db) -> None:
    """Load the starting référentiel."""
    charger_initial(SYSTEME)


@pytest.fixture
def pilote(db) -> ActeurPersonne:
    return ActeurPersonne(PersonneFactory(pilote=True))
