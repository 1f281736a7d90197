"""People in front of the pilot's screens."""

import pytest
from django.test import Client

from tests import parcours
from tests.navigation import connecte


@pytest.fixture
def pilote(db) -> Client:
    """The browser of the pilot team."""
    return connecte(parcours.pilote())


@pytest.fixture
def administrateur(db) -> Client:
    """The browser of an administrator who is not of the pilot team."""
    return connecte(parcours.administrateur())


@pytest.fixture
def comite(db) -> Client:
    """The browser of a member of the comité technique."""
    return connecte(parcours.membre_du_comite())


@pytest.fixture
def passante(db) -> Client:
    """The browser of somebody without role."""
    return connecte(parcours.personne("passante@exemple.test"))
