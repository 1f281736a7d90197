"""Browsers of the tests: somebody signed in, somebody come by a personal link; the end of an answer."""

from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from comptes.models import LienPersonnel, Personne
from tests.fabriques import SecondFacteurFactory


def connecte(personne: Personne) -> Client:
    """Return the browser of somebody signed in, with the second factor that staff must have."""
    if personne.is_staff and not personne.authenticator_set.exists():
        SecondFacteurFactory(user=personne)
    client = Client()
    client.force_login(personne)
    return client


def par_lien(personne: Personne, but: str, objet_id: int) -> Client:
    """Return the browser of somebody who opened their personal link by its button."""
    lien = LienPersonnel.objects.get(personne=personne, but=but, objet_id=objet_id)
    client = Client()
    assert client.post(reverse("comptes:lien", args=[lien.jeton])).status_code == 302
    return client


def finir(reponse: HttpResponseBase) -> None:
    """Read a file to its end, which closes it; closing an answer of the test client once more would close the connection of the test."""
    if reponse.streaming:
        list(reponse)
