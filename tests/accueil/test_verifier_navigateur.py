"""Verifying a real file in a real browser: it is hashed there, and never sent."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, Request, expect

from conventions.models import Convention
from tests import parcours

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.navigateur]


@pytest.fixture
def convention(transactional_db) -> Convention:
    return parcours.convention("emise")


def choisir(page: Page, octets: bytes) -> None:
    page.goto(reverse("accueil:verifier"))
    page.get_by_label("Le fichier à vérifier").set_input_files(
        {"name": "recu-par-courriel.pdf", "mimeType": "application/pdf", "buffer": octets}
    )


def test_un_vrai_fichier_intact_modifie_inconnu(page: Page, convention):
    octets = bytes(convention.document.octets)
    envois: list[Request] = []
    page.on("request", lambda requete: envois.append(requete) if requete.method == "POST" else None)

    choisir(page, octets)
    expect(page.get_by_role("heading", name="Document intact")).to_be_visible()
    expect(page).to_have_title(re.compile("^Document intact"))
    expect(page.locator("#verdict")).to_contain_text(convention.numero)

    change = bytearray(octets)
    change[len(change) // 2] ^= 1
    choisir(page, bytes(change))
    expect(page.get_by_role("heading", name="Document modifié")).to_be_visible()
    expect(page.locator("#verdict")).to_contain_text(convention.numero)

    choisir(page, parcours.PDF)
    expect(page.get_by_role("heading", name="Document inconnu")).to_be_visible()

    assert len(envois) == 3
    assert all(len(envoi.post_data or "") < 400 and "%PDF" not in (envoi.post_data or "") for envoi in envois)


@pytest.mark.parametrize("scripts", [False])
def test_sans_script_on_donne_l_empreinte(page: Page, convention):
    page.goto(reverse("accueil:verifier"))
    expect(page.get_by_label("Le fichier à vérifier")).to_be_hidden()
    page.get_by_label("Empreinte SHA-256").fill(convention.document.empreinte)
    page.get_by_role("button", name="Vérifier cette empreinte").click()
    expect(page.get_by_role("heading", name="Document intact")).to_be_visible()
