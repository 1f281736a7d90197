"""People in front of the pilot's screens."""

import pytest
from django.test import Client

from tests import parcours
from tests.fabriques import SecondFacteurFactory


def entrer(personne) -> Client:
    """Return a browser signed in as this person, with the second factor that staff need."""
    if not personne.authenticator_set.exists():
        SecondFacteurFactory(user=personne)
    navigateur = Client()
    navigateur.force_login(personne)
    return navigateur


@pytest.fixture
def pilote(db) -> Client:
    """The browser of the pilot team."""
    return entrer(parcours.pilote())


@pytest.fixture
def administrateur(db) -> Client:
    """The browser of an administrator who is not of the pilot team."""
    return entrer(parcours.administrateur())


@pytest.fixture
def comite(db) -> Client:
    """The browser of a member of the comité technique."""
    return entrer(parcours.membre_du_comite())


@pytest.fixture
def passante(db) -> Client:
    """The browser of somebody without role."""
    return entrer(parcours.personne("passante@exemple.test"))
