"""The form saves while one types, in a real browser: a closed tab, a session over, a cut network lose no word."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, expect

from candidatures.models import Candidature
from comptes.models import Personne
from tests import parcours
from tests.chromium import fermer

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]

TEXTE = "Troisième édition, une trésorerie vide en janvier."


@pytest.fixture
def porteuse(transactional_db) -> Personne:
    return parcours.personne("porteuse@exemple.test")


@pytest.fixture
def brouillon(porteuse) -> Candidature:
    return parcours.brouillon(porteuse)


@pytest.fixture
def contexte(chromium: Browser, live_server, porteuse):
    contexte = chromium.new_context(locale="fr-FR", base_url=live_server.url)
    _connecter(contexte, porteuse)
    yield contexte
    fermer(contexte)


def _connecter(contexte: BrowserContext, personne: Personne) -> None:
    client = Client()
    client.force_login(personne)
    cle = client.cookies[settings.SESSION_COOKIE_NAME].value
    contexte.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cle, "domain": "localhost", "path": "/"}])


def _ouvrir(contexte: BrowserContext, brouillon: Candidature) -> Page:
    page = contexte.new_page()
    page.goto(brouillon.get_absolute_url())
    return page


def test_ce_qui_est_saisi_est_garde_sans_rien_presser(contexte, brouillon):
    page = _ouvrir(contexte, brouillon)
    page.locator("[name=contexte]").fill(TEXTE)
    page.locator("[name=siret]").fill("123")
    expect(page.locator("#sauve")).to_contain_text("Brouillon enregistré")
    page.close()
    page = _ouvrir(contexte, brouillon)
    expect(page.locator("[name=contexte]")).to_have_value(TEXTE)
    expect(page.locator("[name=siret]")).to_have_value("123")


def test_la_session_finie_en_pleine_saisie_ne_perd_pas_un_mot(contexte, brouillon, porteuse):
    page = _ouvrir(contexte, brouillon)
    contexte.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.locator("[name=contexte]").fill(TEXTE)
    expect(page.locator("#sauve")).to_contain_text("Votre session est terminée")
    page.get_by_role("button", name="Enregistrer le brouillon").last.click()
    page.wait_for_url("**/compte/login/**")
    _connecter_en_gardant_la_session(contexte, porteuse)
    page.goto(brouillon.get_absolute_url())
    expect(page.locator("[name=contexte]")).to_have_value(TEXTE)
    expect(page.locator("main")).to_contain_text("Nous avons retrouvé ce que vous aviez saisi")


def _connecter_en_gardant_la_session(contexte: BrowserContext, personne: Personne) -> None:
    """Sign in as allauth does: the session of the visitor goes on under the name of the person."""
    client = Client()
    [visiteur] = [cookie for cookie in contexte.cookies() if cookie["name"] == settings.SESSION_COOKIE_NAME]
    client.cookies[settings.SESSION_COOKIE_NAME] = visiteur["value"]
    client.force_login(personne)
    contexte.add_cookies([{**visiteur, "value": client.cookies[settings.SESSION_COOKIE_NAME].value}])


def test_une_coupure_du_reseau_se_dit_et_la_saisie_suivante_repart(contexte, brouillon):
    page = _ouvrir(contexte, brouillon)
    contexte.set_offline(True)
    page.locator("[name=contexte]").fill(TEXTE)
    expect(page.locator("#sauve")).to_contain_text("Pas de réseau")
    contexte.set_offline(False)
    page.locator("[name=intitule]").fill("Bâtir un budget")
    expect(page.locator("#sauve")).to_contain_text("Brouillon enregistré")
    brouillon.refresh_from_db()
    assert (brouillon.saisie["contexte"], brouillon.saisie["intitule"]) == (TEXTE, "Bâtir un budget")


def test_une_saisie_arrivee_apres_l_envoi_ne_change_rien(client, brouillon, porteuse):
    client.force_login(porteuse)
    envoyee = parcours.candidature("deposee", porteur=porteuse)
    adresse = reverse("candidatures:formulaire", args=[envoyee.dossier.uuid])
    reponse = client.post(adresse, {"contexte": "Trop tard"}, headers={"HX-Request": "true"})
    assert (reponse.status_code, Candidature.objects.get(pk=envoyee.pk).contexte) == (204, envoyee.contexte)
