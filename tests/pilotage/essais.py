"""Doing a gesture of the team in a browser."""

from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from candidatures.models import Candidature


def adresse(candidature: Candidature, code: str) -> str:
    """Return where a gesture is asked and done."""
    return reverse("pilotage:geste", args=[candidature.numero, code])


def faire(navigateur: Client, candidature: Candidature, code: str, **saisie: Any) -> HttpResponse:
    """Send the form of a gesture; return the page that follows."""
    return navigateur.post(adresse(candidature, code), saisie, follow=True)


def texte(reponse: HttpResponse) -> str:
    """Return what a page says."""
    return reponse.content.decode()
