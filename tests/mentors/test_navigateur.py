"""In a real browser, on a phone: a card that is kept as it is filled, a proposal that comes back whole with what is wrong."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.core.cache import cache
from playwright.sync_api import Page, expect

from mentors.models import ProfilMentor, Recommandation
from socle.reprise import RETROUVEE
from tests import parcours

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]
MOT_DE_PASSE = "quatre mots sans rapport"
PAGE = "/mentors/profil/"
PRESENTATION = "Quinze ans de festivals, « et quelques tempêtes ».\nJe transmets ce que j’ai appris en le faisant."


@pytest.fixture
def telephone(page: Page) -> Page:
    page.set_viewport_size({"width": 390, "height": 844})
    return page


@pytest.fixture
def profil(transactional_db) -> ProfilMentor:
    """Somebody contacted, with the account to sign in."""
    profil = parcours.mentor("contacte")
    profil.personne.set_password(MOT_DE_PASSE)
    profil.personne.save()
    EmailAddress.objects.update_or_create(user=profil.personne, email=profil.personne.email, defaults={"verified": True, "primary": True})
    parcours.competence("04.1", "Établir une paie")
    return profil


def _se_connecter(page: Page, profil: ProfilMentor) -> None:
    page.get_by_label("Adresse électronique").fill(profil.personne.email)
    page.get_by_label("Mot de passe", exact=True).fill(MOT_DE_PASSE)
    page.get_by_role("main").get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("heading", level=1, name="Ma fiche de personne-ressource")).to_be_visible()


def _tient_dans_l_ecran(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def _enregistre(page: Page) -> None:
    """Wait for the answer of the field that was just left, and read that it was kept."""
    expect(page.locator("#sauve")).to_have_text(re.compile(r"^Enregistré à \d+\s?h\s?\d\d$"))
    expect(page.locator("#sauve")).to_be_in_viewport()


def test_une_fiche_se_remplit_au_pouce_et_se_garde_sans_rien_presser(telephone: Page, profil):
    page = telephone
    page.goto(PAGE)
    _se_connecter(page, profil)
    _tient_dans_l_ecran(page)

    def remplir(partie: str, geste) -> None:
        with page.expect_response(lambda reponse: reponse.request.method == "POST" and reponse.url.endswith(f"{PAGE}{partie}/")):
            geste()
        _enregistre(page)

    presentation = page.get_by_label("Présentation")
    # Nothing is left: what is typed is kept after a moment.
    remplir("parcours", lambda: presentation.fill(PRESENTATION))
    remplir("parcours", lambda: page.get_by_text("Festival", exact=True).click())
    annees = page.get_by_label("Années d’expérience")
    annees.fill("15")
    remplir("identite", lambda: annees.press("Tab"))
    remplir("disponibilite", lambda: page.get_by_label("Jusque dans les départements voisins").check())
    page.get_by_label("Compétence 2").select_option(label="04.1 Établir une paie")
    expect(page.locator("#sauve")).to_contain_text("Dites à quel niveau")
    niveau = page.locator("[name=savoirs-1-niveau]")
    remplir("savoirs", lambda: niveau.select_option("3"))
    remplir("engagements", lambda: page.get_by_label("Aucune prestation ne sera vendue").check())
    annees.fill("150")
    annees.press("Tab")
    expect(page.locator("#sauve")).to_contain_text("Pas encore enregistré. Années d’expérience")

    page.reload()
    expect(presentation).to_have_value(PRESENTATION)
    expect(annees).to_have_value("15")
    expect(niveau).to_have_value("3")
    _tient_dans_l_ecran(page)
    profil.refresh_from_db()
    assert (profil.annees, profil.types_connus, profil.deplacement) == (15, ["festival"], "voisins")
    assert profil.non_concurrence_le is not None
    assert sorted(profil.savoirs.values_list("competence__code", "niveau")) == [("02.1", 4), ("04.1", 3)]


def test_la_session_finie_en_pleine_fiche_ne_perd_pas_un_mot(telephone: Page, profil):
    page = telephone
    page.goto(PAGE)
    _se_connecter(page, profil)
    Session.objects.all().delete()
    page.get_by_label("Présentation").fill(PRESENTATION)
    expect(page.locator("#sauve")).to_contain_text("Votre session est terminée")
    # Another part, after that: it is kept as well.
    page.get_by_label("Langues parlées").fill("Français, occitan")
    page.get_by_role("button", name=re.compile("Enregistrer « Vous »")).click()
    expect(page.get_by_text("Ce que vous aviez saisi est gardé")).to_be_visible()
    _se_connecter(page, profil)
    expect(page.get_by_text(RETROUVEE)).to_have_count(1)
    expect(page.get_by_label("Présentation")).to_have_value(PRESENTATION)
    expect(page.get_by_label("Langues parlées")).to_have_value("Français, occitan")
    page.get_by_role("button", name=re.compile("Enregistrer « Le parcours »")).click()
    expect(page.get_by_text("c’est enregistré.")).to_be_visible()
    # The other part still waits.
    expect(page.get_by_label("Langues parlées")).to_have_value("Français, occitan")
    page.get_by_role("button", name=re.compile("Enregistrer « Vous »")).click()
    expect(page.get_by_text("« Vous » : c’est enregistré.")).to_be_visible()
    profil.refresh_from_db()
    assert (profil.presentation.replace("\r\n", "\n"), profil.langues) == (PRESENTATION, "Français, occitan")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "sans script"])
def test_une_proposition_incomplete_revient_entiere_avec_chaque_erreur_a_sa_place(telephone: Page, scripts):
    cache.clear()
    parcours.competence()
    page = telephone
    page.goto("/personnes-ressources/proposer/?besoin=DOS-2026-0042")
    page.get_by_label("Son prénom").fill("Élodie")
    page.get_by_label("Son nom").fill("Fabre")
    page.get_by_label("Son téléphone").fill("12")
    page.get_by_label("Ses compétences").select_option(label="02.1 Construire et suivre un budget")
    page.get_by_label("Pourquoi cette personne").fill(PRESENTATION)
    page.get_by_label("Votre adresse électronique").fill("ariane@exemple.test")
    page.get_by_role("button", name="Envoyer ma proposition").click()

    erreurs = page.get_by_role("alert")
    expect(erreurs).to_contain_text("3 points à reprendre")
    expect(page).to_have_title(re.compile("^À reprendre"))
    for champ, phrase in (
        ("Sa structure", "Dites où cette personne travaille."),
        ("Votre nom", "Écrivez votre nom : la personne saura qui la propose."),
    ):
        expect(page.get_by_label(champ)).to_have_attribute("aria-invalid", "true")
        expect(page.locator(".tsf-champ.est-faux", has=page.get_by_label(champ))).to_contain_text(phrase)
    for champ, saisi in (
        ("Son prénom", "Élodie"),
        ("Son nom", "Fabre"),
        ("Son téléphone", "12"),
        ("Pourquoi cette personne", PRESENTATION),
        ("Numéro de la demande", "DOS-2026-0042"),
        ("Votre adresse électronique", "ariane@exemple.test"),
    ):
        expect(page.get_by_label(champ)).to_have_value(saisi)
    _tient_dans_l_ecran(page)
    # The summary leads to each field.
    erreurs.get_by_role("link", name=re.compile("^Sa structure")).click()
    expect(page.get_by_label("Sa structure")).to_be_in_viewport()
    page.get_by_label("Sa structure").fill("Collectif Cigales noires")
    page.get_by_label("Son téléphone").fill("06 12 34 56 78")
    page.get_by_label("Votre nom").fill("Ariane Coll")
    page.get_by_role("button", name="Envoyer ma proposition").click()
    expect(page.get_by_text("Nous avons bien reçu votre proposition.")).to_be_visible()
    source = Recommandation.objects.get()
    assert (source.pourquoi.replace("\r\n", "\n"), source.besoin) == (PRESENTATION, "DOS-2026-0042")
    assert [competence.code for competence in source.competences.all()] == ["02.1"]
