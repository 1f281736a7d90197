"""Browsers of the tests: somebody signed in, somebody come by a personal link; the end of an answer."""

import time

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from comptes.models import LienPersonnel, Personne
from tests.fabriques import SecondFacteurFactory


def connecte(personne: Personne) -> Client:
    """Return the browser of somebody signed in, by the second factor that staff must have."""
    client = Client()
    connecter(client, personne)
    return client


def connecter(client: Client, personne: Personne) -> None:
    """Sign somebody in in this browser, by the second factor that staff must have."""
    if personne.is_staff and not personne.authenticator_set.exists():
        SecondFacteurFactory(user=personne)
    client.force_login(personne)
    session = client.session
    prouver(session, personne, *(["mfa"] if personne.is_staff else []))
    session.save()


def prouver(session: SessionBase, personne: Personne, *methodes: str) -> None:
    """Note in the session what allauth notes of a sign-in: each proof that was just given."""
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": methode, "at": time.time()} for methode in methodes]
    session["account_authentication_methods_user"] = str(personne.pk)


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
