"""The generic lists of the admin: the same number of queries for one row as for three, whoever registers one more model."""

from datetime import date

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from comptes.models import Institution
from conventions.models import Modele, VersionModele
from programme.models import Edition
from questionnaires.actions import charger
from referentiel.models import Version
from socle import horloge
from socle.acteurs import SYSTEME
from tests.droits import routes
from tests.fabriques import CompetenceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("droits")]

AU_PLUS = 12
QUESTIONNAIRE = {"etapes": [{"code": "une", "questions": [{"code": "a", "type": "texte", "libelle": "A"}]}]}


@pytest.fixture
def trois_de_chaque(scene) -> None:
    """Three rows at least in every list: what the scene has too few of."""
    Institution.objects.bulk_create(Institution(code=f"institution-{rang}", nom=f"Institution {rang}") for rang in range(3))
    Version.objects.bulk_create(Version(numero=numero, en_vigueur_le=date(2026, numero, 1), presentation="…") for numero in range(2, 5))
    validee = {"modele": Modele.objects.get(), "etat": "valide", "valide_le": horloge.maintenant(), "empreinte": "0" * 64}
    VersionModele.objects.bulk_create(VersionModele(numero=numero, **validee) for numero in range(2, 5))
    CompetenceFactory.create_batch(3)
    for rang in range(3):
        charger(f"questionnaire-{rang}", f"Questionnaire {rang}", QUESTIONNAIRE, acteur=SYSTEME)
    dates = {"debut": date(2027, 5, 1), "fin": date(2028, 5, 1), "enveloppe": 30000, "prix_journee": 500, "objectif_demi_journees": 60}
    Edition.objects.bulk_create(Edition(code=f"edition-{rang}", nom=f"Édition {rang}", **dates) for rang in range(3))


def _lire(client: Client, adresse: str) -> tuple[int, int]:
    """Return (rows shown, queries)."""
    client.get(adresse)
    with CaptureQueriesContext(connection) as requetes:
        reponse = client.get(adresse)
    return len(reponse.context["cl"].result_list), len(requetes)


@pytest.mark.usefixtures("trois_de_chaque")
@pytest.mark.parametrize("modele", admin.site._registry, ids=lambda modele: modele._meta.label)
def test_une_liste_de_l_admin_coute_autant_pour_une_ligne_que_pour_trois(scene, modele, monkeypatch):
    client, adresse = scene.client("pilote"), routes.adresse_admin(modele, "changelist", scene)
    lues = []
    for lignes in (1, 3):
        monkeypatch.setattr(admin.site._registry[modele], "list_per_page", lignes)
        lues.append(_lire(client, adresse))
    (une, pour_une), (trois, pour_trois) = lues
    assert (une, trois) == (1, 3)
    assert pour_une == pour_trois <= AU_PLUS
