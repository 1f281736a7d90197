"""Whoever withdrew from a file reads nothing of it, by any address that opens to them: page, list, search, journal, download."""

from collections.abc import Iterator

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from candidatures.models import Candidature
from socle.models import Deport
from tests.droits import matrice, routes
from tests.droits.scene import ROLES, Scene
from tests.navigation import finir

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("droits"), pytest.mark.usefixtures("demonstration")]

LECTURE = matrice.lire(matrice.LECTURE, ROLES)
# Each withdrawn role; the one that reads the same without a déport, and where: there, the words are found.
TEMOINS = {"comite_deporte": ("comite", "accueil:comite-dossiers"), "pilote_deporte": ("pilote", "pilotage:dossiers")}
QUESTION = "Traverser l’hiver sans trésorerie"
# Frozen reports are the same for all, with structures and numbers; the demo's mail box is nobody's; who holds the address of an
# agenda reads what its owner would; whoever asks about the number of an agreement has read it there.
SANS_OBJET = (
    "pilotage:rapport",
    "pilotage:comite-rapports",
    "exploitation:",
    "accompagnements:agenda-ics",
    "accueil:verifier-numero",
)
CHERCHENT = ("pilotage:dossiers", "admin:socle_courriel_changelist", "admin:socle_evenement_changelist")


@pytest.fixture
def secrets(scene: Scene) -> list[str]:
    """Give the hidden files a question of their own, and return the words that tell of them: their numbers, that question, an opinion."""
    caches = Candidature.objects.filter(dossier__in=Deport.objects.values("dossier"))
    caches.update(intitule=QUESTION, recherche="traverser l’hiver sans tresorerie")
    return [QUESTION, "Le calendrier paraît serré", *caches.values_list("dossier__numero", flat=True)]


def _adresses(scene: Scene, role: str, numeros: list[str]) -> Iterator[str]:
    """Every address of the matrix that answers 200 to this role, the lists of the admin, and the searches of what is hidden."""
    for ligne, cellules in LECTURE.items():
        if cellules[role] == "200" and not ligne.startswith(SANS_OBJET):
            yield routes.adresse(ligne, scene)
    if role != "pilote_deporte":
        return
    for modele in admin.site._registry:
        yield routes.adresse_admin(modele, "changelist", scene)
    for nom in CHERCHENT:
        for mots in ("tresorerie", numeros[-1]):
            yield f"{reverse(nom)}?q={mots}"


def _lus(client: Client, adresse: str, secrets: list[str]) -> list[str]:
    reponse = client.get(adresse)
    texte = b"".join(reponse.streaming_content if reponse.streaming else [reponse.content]).decode(errors="replace")
    finir(reponse)
    # What somebody has just searched for stands in the box, and in the links that keep the search: that is their own word.
    return [secret for secret in secrets if secret in texte and f"q={secret}" not in adresse]


@pytest.mark.parametrize("role", TEMOINS)
def test_qui_s_est_deporte_ne_lit_rien_de_ces_dossiers(scene, secrets, role):
    _, _, *numeros = secrets
    client, (temoin, page) = scene.client(role), TEMOINS[role]
    assert {adresse: lus for adresse in _adresses(scene, role, numeros) if (lus := _lus(client, adresse, secrets))} == {}
    assert QUESTION in _lus(scene.client(temoin), reverse(page), secrets)
