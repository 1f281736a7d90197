"""Error pages: a French sentence, in our frame, and what to do next."""

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.test import Client, RequestFactory
from django.urls import reverse

from socle import views
from tests.fabriques import PersonneFactory


@pytest.mark.django_db
def test_une_adresse_inconnue_propose_l_accueil_et_la_connexion(client: Client):
    reponse = client.get("/une-adresse-inconnue/")
    assert reponse.status_code == 404
    assert "Cette page n’existe pas, ou plus" in reponse.text
    assert reverse("account_login") in reponse.text


@pytest.mark.django_db
def test_une_adresse_inconnue_propose_son_espace_a_qui_est_connecte(client: Client):
    client.force_login(PersonneFactory())
    assert "Ouvrir mon espace" in client.get("/une-adresse-inconnue/").text


@pytest.mark.django_db
def test_un_formulaire_ouvert_trop_longtemps_rassure_sur_ce_qui_est_saisi():
    reponse = Client(enforce_csrf_checks=True).post(reverse("account_login"), {"login": "x@exemple.test"})
    assert reponse.status_code == 403
    assert "Rien n’est perdu, mais rien n’est parti" in reponse.text
    assert "ce que vous aviez saisi y est encore" in reponse.text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("vue", "statut", "phrase"),
    [
        (views.acces_refuse, 403, "Cette page ne vous est pas ouverte"),
        (views.requete_incorrecte, 400, "Cette demande n’a pas été comprise"),
    ],
)
def test_un_refus_se_dit_en_francais(rf: RequestFactory, vue, statut: int, phrase: str):
    requete = rf.get("/")
    requete.user = PersonneFactory()
    reponse = vue(requete, PermissionDenied() if statut == 403 else BadRequest())
    assert reponse.status_code == statut
    assert phrase in reponse.content.decode()


@pytest.mark.django_db
def test_une_adresse_demandee_autrement_le_dit_dans_une_page(client: Client):
    reponse = client.post(reverse("accueil:dispositif"))
    assert (reponse.status_code, reponse["Allow"]) == (405, "GET, HEAD")
    assert "Cette adresse ne se visite pas ainsi" in reponse.text
    assert "Ouvrir mon espace" not in reponse.text
    client.force_login(PersonneFactory())
    assert "Ouvrir mon espace" in client.post(reverse("accueil:dispositif")).text


@pytest.mark.django_db
def test_trop_d_essais_a_la_suite_se_dit_en_francais(client: Client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    reponses = [client.post(reverse("account_login"), {"login": "personne@exemple.test", "password": "x"}) for _ in range(2)]
    assert [reponse.status_code for reponse in reponses] == [200, 429]
    assert "Trop d’essais à la suite" in reponses[-1].text
    assert "Attendez quelques minutes, puis recommencez\xa0: rien n’est perdu." in reponses[-1].text


@pytest.mark.django_db
def test_l_erreur_interne_ne_demande_rien_a_la_base_ni_a_la_session(rf: RequestFactory, django_assert_num_queries):
    with django_assert_num_queries(0):
        reponse = views.erreur_interne(rf.get("/"))
    texte = reponse.content.decode()
    assert reponse.status_code == 500
    assert "Une erreur est survenue de notre côté" in texte
    assert texte.startswith('<!DOCTYPE html>\n<html lang="fr">')
