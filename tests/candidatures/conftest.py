"""A draft, the person who writes it, a complete answer to its form, and the way to fill it."""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from candidatures.models import Candidature
from comptes.models import Personne
from programme.models import Dispositif
from questionnaires.definition import Definition
from tests import parcours

Saisie = dict[str, str | list[str]]


@pytest.fixture
def porteuse(db) -> Personne:
    return parcours.personne("porteuse@exemple.test")


@pytest.fixture
def brouillon(porteuse) -> Candidature:
    return parcours.brouillon(porteuse)


@pytest.fixture
def definition(brouillon) -> Definition:
    return brouillon.reponses.version.lue


@pytest.fixture
def adresse(brouillon) -> Callable[[str], str]:
    """The address of a step of the draft, or of its summary."""
    return lambda etape: reverse("candidatures:etape", args=[brouillon.dossier.uuid, etape])


@pytest.fixture
def navigateur(porteuse) -> Client:
    """The browser of the person who carries the request, signed in."""
    client = Client()
    client.force_login(porteuse)
    return client


@pytest.fixture
def saisie(brouillon) -> Saisie:
    """What a careful applicant types: the form accepts it as it is."""
    tsf = Dispositif.objects.get(edition=brouillon.appel.edition, code=Dispositif.Code.TSF)
    budget, dates = parcours.competence(), parcours.competence("07.2", "Négocier et vendre des dates")
    return {
        "siret": "775 670 003 00018",
        "raison_sociale": "Le Hangar à Sons",
        "type_structure": "salle",
        "taille": "tres_petite",
        "adresse-0-code_postal": "34200",
        "adresse-0-commune": "Sète",
        "adresse-0-departement": parcours.departement().code,
        "porteur-0-fonction": "Administratrice",
        "participants-0-prenom": "Nadia",
        "participants-0-nom": "Belkacem",
        "participants-0-email": "nadia@exemple.test",
        "participants-0-fonction": "Administratrice",
        "participants-0-statut": "cdi",
        "intitule": "Construire un budget qui tient",
        "contexte": "Troisième édition, trésorerie tendue.\r\nNous sommes deux.",
        "objectifs-0-texte": "Poser un budget par pôle",
        "objectifs-1-texte": "Suivre la trésorerie",
        "competences-0-competence": str(budget.pk),
        "competences-0-declare": "1",
        "competences-0-vise": "3",
        "competences-1-competence": str(dates.pk),
        "competences-1-declare": "0",
        "competences-1-vise": "2",
        "dispositif": str(tsf.pk),
        "demi_journees": "2",
        "porte": "chercher",
        "lieu": "mixte",
        "declarations": ["verite", "gratuite", "information"],
    }


@pytest.fixture
def a_jour(brouillon) -> Callable[[], dict[str, str]]:
    """What a page that was just loaded sends of itself."""

    def lire() -> dict[str, str]:
        brouillon.reponses.refresh_from_db()
        return {"revision": str(brouillon.reponses.revision)}

    return lire


@pytest.fixture
def remplir(navigateur, adresse, definition, a_jour) -> Callable[[Saisie], None]:
    """Post every step, as one goes through the form."""

    def poster(saisie: Saisie) -> None:
        for etape in definition.etapes:
            champs = etape.champs()
            tapee = {nom: valeur for nom, valeur in saisie.items() if nom in champs}
            navigateur.post(adresse(etape.code), {**a_jour(), **tapee, "geste": "passer"})

    return poster


@pytest.fixture
def envoyer(navigateur, adresse, remplir) -> Callable[[Saisie], HttpResponse]:
    """Fill the form, then send."""

    def poster(saisie: Saisie) -> HttpResponse:
        remplir(saisie)
        return navigateur.post(adresse("recapitulatif"))

    return poster
