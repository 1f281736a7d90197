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
def test_l_erreur_interne_ne_demande_rien_a_la_base_ni_a_la_session(rf: RequestFactory, django_assert_num_queries):
    with django_assert_num_queries(0):
        reponse = views.erreur_interne(rf.get("/"))
    texte = reponse.content.decode()
    assert reponse.status_code == 500
    assert "Une erreur est survenue de notre côté" in texte
    assert texte.startswith('<!DOCTYPE html>\n<html lang="fr">')
