"""Public pages."""

from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse

from referentiel import actions
from referentiel.models import Competence
from tests.fabriques import AlignementFactory, CompetenceFactory, DomaineFactory, IndicateurFactory, PersonneFactory

pytestmark = pytest.mark.django_db
LISTE = "/referentiel/"


def _texte(client: Client, adresse: str, **parametres: str) -> str:
    reponse = client.get(adresse, parametres)
    assert reponse.status_code == HTTPStatus.OK
    return " ".join(reponse.content.decode().replace("&nbsp;", " ").split())


def test_la_page_presente_les_domaines_les_competences_et_les_niveaux(client, referentiel):
    page = _texte(client, LISTE)
    assert "12 domaines, 75 compétences" in page
    assert all(competence.nom in page and f'href="/referentiel/{competence.code}/"' in page for competence in Competence.objects.all())
    assert "Version 1, en vigueur depuis le" in page
    assert "Je conçois, j’améliore, j’explique à d’autres." in page
    assert page.count("<h1>") == 1


def test_avant_le_chargement_la_page_est_vide_mais_tient(client):
    assert "Le référentiel arrive" in _texte(client, LISTE)


def test_la_recherche_montre_ce_qu_elle_trouve_et_garde_les_mots(client, referentiel):
    page = _texte(client, LISTE, q="BENEVOLE")
    assert "1 compétence pour « BENEVOLE »" in page
    assert "Accueillir et mobiliser des bénévoles" in page
    assert "Livret d’accueil, planning, bilan" in page
    assert "Gérer un lieu de répétition" not in page
    assert 'value="BENEVOLE"' in page


def test_une_recherche_partielle_le_dit(client, referentiel):
    assert "Aucune compétence ne contient tous ces mots, en voici qui" in _texte(client, LISTE, q="trésorerie galactique")


def test_une_recherche_vaine_propose_une_suite(client, referentiel):
    page = _texte(client, LISTE, q="trombone")
    assert "Rien pour « trombone »" in page
    assert "Voir tous les domaines" in page


@pytest.mark.parametrize("saisie", ["%", "_", "'; --", "\x00", "<script>", "é" * 5000, "01.", "🎺"])
def test_aucune_saisie_ne_fait_tomber_la_recherche(client, referentiel, saisie):
    assert "<script>" not in _texte(client, LISTE, q=saisie)


def test_la_fiche_d_une_competence_dit_tout_d_elle(client, referentiel):
    page = _texte(client, "/referentiel/01.3/")
    assert "<h1>Analyser son modèle économique</h1>" in page
    assert "Part de chaque ressource chiffrée, deux scénarios" in page
    assert "Autonomie" in page
    assert 'href="/referentiel/D01/"' in page
    assert 'href="/referentiel/01.3/" aria-current="page"' in page
    assert 'rel="prev" href="/referentiel/01.2/"' in page
    assert 'rel="next" href="/referentiel/01.4/"' in page
    assert "Développement local" in page
    assert "Son domaine dans d’autres référentiels" in page
    assert "ROME v3, contenu proche" in page
    assert ">Dans d’autres référentiels" not in page
    assert 'aria-label="Fil d’Ariane"' in page


def test_un_alignement_propre_a_la_competence_est_montre_a_part(client, referentiel):
    AlignementFactory(competence=Competence.objects.get(code="01.3"), cadre="ESCO", version="1.2", code="S4", relation="exact")
    page = _texte(client, "/referentiel/01.3/")
    assert ">Dans d’autres référentiels" in page
    assert "ESCO 1.2, même contenu" in page


def test_la_fiche_d_un_domaine_dit_ses_competences_et_leurs_indicateurs(client, referentiel):
    page = _texte(client, "/referentiel/D07/")
    assert "<h1>Production, diffusion, tournée</h1>" in page
    assert "7 compétences, et à quoi on les reconnaît." in page
    assert "Rétroplanning, dossier de sécurité" in page
    assert 'href="/referentiel/D07/" aria-current="page"' in page
    assert "archivée" not in page


def test_une_archivee_dit_ou_elle_est_partie(client, referentiel, pilote):
    ancienne, nouvelle = Competence.objects.get(code="01.3"), Competence.objects.get(code="02.1")
    actions.archiver(ancienne, acteur=pilote, remplacee_par=nouvelle)
    page = _texte(client, "/referentiel/01.3/")
    assert "Cette compétence est archivée." in page
    assert 'Elle est remplacée par <a href="/referentiel/02.1/">02.1 Construire et suivre un budget</a>.' in page
    assert "C’est votre question" not in page
    domaine = _texte(client, "/referentiel/D01/")
    assert "1 compétence archivée" in domaine
    assert 'href="/referentiel/01.3/"' in domaine
    assert 'href="/referentiel/01.3/"' not in _texte(client, LISTE)


def test_une_remplacante_archivee_a_son_tour_le_dit(client, referentiel, pilote):
    ancienne, nouvelle = Competence.objects.get(code="01.3"), Competence.objects.get(code="02.1")
    actions.archiver(ancienne, acteur=pilote, remplacee_par=nouvelle)
    actions.archiver(nouvelle, acteur=pilote)
    assert "archivée à son tour" in _texte(client, "/referentiel/01.3/")


@pytest.mark.parametrize("code", ["99.9", "D99", "D", "d01", "export", "01"])
def test_un_code_inconnu_est_introuvable(client, referentiel, code):
    assert client.get(f"/referentiel/{code}/").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("adresse", [LISTE, "/referentiel/01.1/"])
def test_les_pages_ne_s_ecrivent_pas(client, referentiel, adresse):
    assert client.post(adresse).status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_une_personne_connectee_voit_les_memes_pages(client, referentiel):
    client.force_login(PersonneFactory())
    for adresse in (LISTE, "/referentiel/01.1/", "/referentiel/D01/"):
        assert client.get(adresse).status_code == HTTPStatus.OK


@pytest.mark.parametrize("nombre", [1, 3])
@pytest.mark.parametrize(("parametres", "requetes"), [({}, 3), ({"q": "compétence"}, 3), ({"q": "compétence galactique"}, 4)])
def test_la_liste_coute_autant_pour_une_ou_trois_lignes(client, django_assert_num_queries, nombre, parametres, requetes):
    IndicateurFactory.create_batch(nombre)
    with django_assert_num_queries(requetes):
        client.get(LISTE, parametres)


@pytest.mark.parametrize("nombre", [1, 3])
def test_les_fiches_coutent_autant_pour_une_ou_trois_lignes(client, django_assert_num_queries, nombre):
    domaine = DomaineFactory()
    AlignementFactory.create_batch(nombre, domaine=domaine)
    for competence in CompetenceFactory.create_batch(nombre, domaine=domaine):
        IndicateurFactory.create_batch(nombre, competence=competence)
    with django_assert_num_queries(4):
        client.get(reverse("referentiel:fiche", args=[competence.code]))
    with django_assert_num_queries(4):
        client.get(reverse("referentiel:fiche", args=[domaine.code]))
