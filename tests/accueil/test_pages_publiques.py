"""The public pages: open to all, true to the database, without a broken link."""

import re

import pytest
from django.urls import reverse

from exploitation.initialisation import initialiser
from tests import parcours

PUBLIQUES = ["accueil", "dispositif", "verifier", "accessibilite", "confidentialite", "mentions-legales"]
# What the programme is not: these words would make it a training action.
INTERDITS = re.compile(r"\b(stagiaires?|formateur|formatrice|attestation de formation|programme pédagogique)\b", re.IGNORECASE)


@pytest.mark.parametrize("nom", PUBLIQUES)
def test_une_page_publique_s_ouvre_sans_compte_et_sans_donnees(client, db, nom):
    reponse = client.get(reverse(f"accueil:{nom}"))
    assert reponse.status_code == 200
    page = reponse.content.decode()
    assert page.count("<h1") == 1
    assert not INTERDITS.search(page)


def test_la_page_des_donnees_dit_ce_que_lit_le_comite(client, db):
    """Whoever is asked for an opinion reads the request and its files (candidatures/avis.html): the notice does not say less."""
    page = client.get(reverse("accueil:confidentialite")).content.decode()
    assert "si l’équipe lui demande un avis, votre demande, son diagnostic et vos documents" in page
    assert "ni les noms ni les documents joints" in page


@pytest.mark.parametrize("nom", PUBLIQUES)
def test_chaque_lien_interne_repond(client, db, nom):
    initialiser()
    page = client.get(reverse(f"accueil:{nom}")).content.decode()
    liens = {lien.split("#")[0] for lien in re.findall(r'<a [^>]*href="(/[^"]*)"', page)}
    assert liens
    assert {lien: client.get(lien).status_code for lien in liens if client.get(lien).status_code not in {200, 302}} == {}


@pytest.mark.parametrize("nom", PUBLIQUES)
def test_chaque_ancre_existe(client, db, nom):
    initialiser()
    page = client.get(reverse(f"accueil:{nom}")).content.decode()
    for chemin, ancre in re.findall(r'href="([^"#]*)#([^"]+)"', page):
        cible = client.get(chemin).content.decode() if chemin else page
        assert f'id="{ancre}"' in cible


def test_l_accueil_mene_a_l_appel_ouvert(client, db):
    appel = parcours.appel()
    page = client.get("/").content.decode()
    assert f'href="{appel.get_absolute_url()}"' in page
    assert "Appel ouvert toute l’année" in page


def test_l_accueil_sans_rien_d_ouvert_ni_de_fait_ne_promet_rien(client, db):
    page = client.get("/").content.decode()
    assert "Appel ouvert" not in page
    assert "en quelques chiffres" not in page
    assert f'href="{reverse("candidatures:appels")}"' in page


def test_les_chiffres_de_l_accueil_sont_ceux_de_la_base(client, db, horloge):
    parcours.accompagnement("en_cours")
    parcours.candidature("deposee", rang=1)
    parcours.candidature("brouillon", porteur=parcours.personne("autre@exemple.test"))
    chiffres = client.get("/").context["vitrine"].chiffres
    assert chiffres == {"recues": 2, "ressources": 1, "structures": 1, "tenues": 1, "objectif": 60}


def test_les_durees_de_l_accueil_sont_celles_de_l_edition(client, db):
    edition = parcours.edition()
    edition.dispositifs.filter(code="tsf").update(maximum=3)
    assert "3\u00a0demi-journées au plus" in client.get("/").content.decode()


def test_le_dispositif_dit_l_appel_ouvert(client, db):
    assert "Appel ouvert" not in client.get("/dispositif/").content.decode()
    parcours.appel()
    assert "Appel ouvert" in client.get("/dispositif/").content.decode()


@pytest.mark.parametrize("nom", [*(nom for nom in PUBLIQUES if nom != "verifier"), "mon-espace", "comite"])
def test_les_pages_se_lisent_et_ne_s_envoient_pas(client, db, nom):
    client.force_login(parcours.membre_du_comite())
    assert client.post(reverse(f"accueil:{nom}")).status_code == 405


@pytest.mark.parametrize("nom", PUBLIQUES)
def test_chaque_page_dit_ou_ecrire(client, db, settings, nom):
    settings.CONTACT = "equipe@pilote.example"
    assert 'href="mailto:equipe@pilote.example"' in client.get(reverse(f"accueil:{nom}")).content.decode()


def test_les_mentions_legales_nomment_l_hebergeur(client, db, settings):
    settings.HEBERGEUR = "Hébergeur SAS, 1 rue des Serveurs, 31000 Toulouse, 05 00 00 00 00"
    assert settings.HEBERGEUR in client.get(reverse("accueil:mentions-legales")).content.decode()
