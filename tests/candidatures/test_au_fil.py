"""The form saves while one types, in a real browser: a closed tab, a session over, a cut network lose no word."""

import re

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


def _adresse(brouillon: Candidature, etape: str = "besoin") -> str:
    return reverse("candidatures:etape", args=[brouillon.dossier.uuid, etape])


def _ouvrir(contexte: BrowserContext, brouillon: Candidature, etape: str = "besoin") -> Page:
    page = contexte.new_page()
    page.goto(_adresse(brouillon, etape))
    return page


def test_ce_qui_est_saisi_est_garde_sans_rien_presser(contexte, brouillon):
    page = _ouvrir(contexte, brouillon)
    page.locator("[name=contexte]").fill(TEXTE)
    expect(page.locator("#sauve")).to_contain_text("Enregistré à")
    page.locator("[name=intitule]").fill("Bâtir un budget")
    expect(page.locator("#sauve")).to_contain_text("Enregistré à")
    page.close()
    page = _ouvrir(contexte, brouillon)
    expect(page.locator("[name=contexte]")).to_have_value(TEXTE)


def test_au_fil_de_la_saisie_ne_part_que_ce_qui_est_touche(contexte, brouillon):
    page = _ouvrir(contexte, brouillon, "format")
    with page.expect_request(lambda requete: requete.method == "POST") as attendue:
        page.locator("[name=declarations][value=verite]").press("Space")
    recus = dict(re.findall(r'name="([\w-]+)"\r\n\r\n(.*?)\r\n', attendue.value.post_data))
    assert {nom: valeur for nom, valeur in recus.items() if nom not in {"csrfmiddlewaretoken", "revision", "onglet"}} == {
        "declarations": "verite",
        "touches": "declarations",
    }


def test_la_session_finie_en_pleine_etape_ne_perd_pas_un_mot(contexte, brouillon, porteuse):
    page = _ouvrir(contexte, brouillon)
    contexte.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.locator("[name=contexte]").fill(TEXTE)
    expect(page.locator("#sauve")).to_contain_text("Votre session est terminée : pressez « Enregistrer », connectez-vous")
    page.get_by_role("button", name="Continuer").click()
    page.wait_for_url("**/compte/login/**")
    _connecter_en_gardant_la_session(contexte, porteuse)
    page.goto(_adresse(brouillon))
    expect(page.locator("[name=contexte]")).to_have_value(TEXTE)
    expect(page.locator("main")).to_contain_text("Nous avons retrouvé ce que vous aviez saisi")
    page.get_by_role("button", name="Continuer").click()
    page.wait_for_url("**/formulaire/format/")
    brouillon.reponses.refresh_from_db()
    assert brouillon.reponses.saisie["contexte"] == TEXTE


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
    expect(page.locator("#sauve")).to_contain_text("Enregistré à")
    brouillon.reponses.refresh_from_db()
    assert (brouillon.reponses.saisie["contexte"], brouillon.reponses.saisie["intitule"]) == (TEXTE, "Bâtir un budget")


def test_deux_onglets_l_un_dit_ce_que_l_autre_a_change(contexte, brouillon):
    premier, second = _ouvrir(contexte, brouillon), _ouvrir(contexte, brouillon)
    premier.locator("[name=intitule]").fill("Bâtir un budget")
    expect(premier.locator("#sauve")).to_contain_text("Enregistré à")
    second.locator("[name=intitule]").fill("Tenir la trésorerie")
    expect(second.locator("#sauve")).to_contain_text("dans un autre onglet")
    second.get_by_role("button", name="Continuer").click()
    expect(second.locator("main")).to_contain_text("« Bâtir un budget »")
    expect(second.locator("[name=intitule]")).to_have_value("Tenir la trésorerie")


def test_le_nom_de_la_personne_pressentie_ne_se_demande_qu_a_qui_en_a_une(contexte, brouillon):
    page = _ouvrir(contexte, brouillon, "format")
    expect(page.locator("[name=mentor-0-nom]")).to_be_hidden()
    page.locator("[name=porte][value=connue]").press("Space")
    expect(page.locator("[name=mentor-0-nom]")).to_be_visible()


@pytest.fixture
def sans_script(chromium: Browser, live_server, porteuse):
    contexte = chromium.new_context(locale="fr-FR", base_url=live_server.url, java_script_enabled=False)
    _connecter(contexte, porteuse)
    yield contexte
    fermer(contexte)


def test_sans_script_tout_est_dans_la_page_et_une_etape_mene_a_l_autre(sans_script, brouillon):
    page = _ouvrir(sans_script, brouillon, "format")
    expect(page.locator("[name=mentor-0-nom]")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Seulement si vous avez déjà quelqu’un en tête.")
    page.locator("[name=periode]").fill("En mars")
    page.get_by_role("button", name="Relire et envoyer").click()
    page.wait_for_url("**/formulaire/recapitulatif/")
    expect(page.locator("main")).to_contain_text("En mars")
    page.get_by_role("link", name="Indiquez le SIRET de la structure, ou son numéro RNA.").first.click()
    page.wait_for_url("**/formulaire/structure/#id_siret")


def test_une_saisie_arrivee_apres_l_envoi_ne_change_rien(client, porteuse):
    client.force_login(porteuse)
    envoyee = parcours.candidature("deposee", porteur=porteuse)
    reponse = client.post(_adresse(envoyee), {"contexte": "Trop tard", "touches": "contexte"}, headers={"HX-Request": "true"})
    assert (reponse.status_code, Candidature.objects.get(pk=envoyee.pk).contexte) == (204, envoyee.contexte)
