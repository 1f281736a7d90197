"""A draft, the person who writes it, and a complete answer to the form."""

import pytest
from django.test import Client

from candidatures.models import Candidature
from comptes.models import Personne
from programme.models import Dispositif
from tests import parcours


@pytest.fixture
def porteuse(db) -> Personne:
    return parcours.personne("porteuse@exemple.test")


@pytest.fixture
def brouillon(porteuse) -> Candidature:
    return parcours.brouillon(porteuse)


@pytest.fixture
def adresse(brouillon) -> str:
    return brouillon.get_absolute_url()


@pytest.fixture
def navigateur(porteuse) -> Client:
    """The browser of the person who carries the request, signed in."""
    client = Client()
    client.force_login(porteuse)
    return client


@pytest.fixture
def saisie(brouillon) -> dict[str, str]:
    """What a careful applicant types: the form accepts it as it is."""
    tsf = Dispositif.objects.get(edition=brouillon.appel.edition, code=Dispositif.Code.TSF)
    budget, dates = parcours.competence(), parcours.competence("07.2", "Négocier et vendre des dates")
    return {
        "siret": "775 670 003 00018",
        "raison_sociale": "Le Hangar à Sons",
        "type_structure": "salle",
        "code_postal": "34200",
        "commune": "Sète",
        "departement": parcours.departement().code,
        "fonction_porteur": "Administratrice",
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
        "verite": "on",
        "gratuite": "on",
        "information": "on",
    }
