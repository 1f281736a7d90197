"""The home of the admin."""

from datetime import timedelta

import pytest
from django.urls import reverse

from evaluations.models import Evaluation
from pilotage.lectures.matinee import matinee
from programme import actions
from socle import travaux
from socle.acteurs import SYSTEME
from socle.models import Deport, Travail
from tests import parcours
from tests.navigation import connecte
from tests.parcours import acteur

pytestmark = pytest.mark.django_db
ACCUEIL = "/admin/"


def _texte(navigateur) -> str:
    reponse = navigateur.get(ACCUEIL)
    assert reponse.status_code == 200
    return reponse.content.decode()


def test_l_equipe_voit_sa_matinee(pilote):
    parcours.candidature()
    page = _texte(pilote)
    for mot in (
        "La matinée de l’équipe",
        "1 dossier attend l’équipe",
        "0 sur 60",
        "0\u00a0€ sur 15\u202f000\u00a0€",
        "?file=a_trier",
        "Référentiel",
    ):
        assert mot in page


def test_un_administrateur_ne_voit_que_les_reglages(administrateur):
    parcours.candidature()
    page = _texte(administrateur)
    assert "Réglages et comptes" in page
    assert reverse("admin:comptes_personne_changelist") in page
    for mot in ("La matinée", "À trier", "/admin/dossiers/", "/admin/rapports/", "/admin/personnes-ressources/"):
        assert mot not in page


def test_les_autres_restent_a_la_porte(comite, passante, client):
    for navigateur in (comite, passante, client):
        assert navigateur.get(ACCUEIL).status_code == 302
    assert passante.get(ACCUEIL, follow=True).status_code == 403


def test_les_chiffres_suivent_ce_qui_est_tenu():
    parcours.accompagnement("en_cours")
    lue = matinee(acteur(parcours.pilote()))
    assert lue.demi_journees == {"accordees": 2, "conventionnees": 2, "tenues": 1, "objectif": 60}
    assert (lue.budget["engage"], lue.budget["realise"], lue.budget["ligne"]) == (500, 250, 15000)


def test_les_evaluations_attendues_sont_nommees(pilote):
    parcours.accompagnement("realise")
    page = _texte(connecte(parcours.pilote()))
    assert page.count("à la sortie, ") == 2
    assert "Structure 0" in page


def test_ce_qui_est_en_retard_vient_sous_les_files(horloge):
    candidature = parcours.candidature()
    horloge.avancer(timedelta(days=candidature.appel.delai_etude + 1))
    page = _texte(connecte(parcours.pilote()))
    assert "1 est en retard" in page
    assert candidature.intitule in page


def test_un_deport_n_apparait_pas_dans_la_matinee(horloge):
    paire = parcours.accompagnement("realise")
    pilote = parcours.pilote()
    Deport.objects.create(dossier=paire.dossier, personne=pilote, declare_le=horloge.maintenant())
    lue = matinee(acteur(pilote))
    assert (lue.evaluations, lue.retards, {comptee.nombre for comptee in lue.files}) == ([], [], {0})
    assert Evaluation.objects.filter(etat="envoyee").exists()


def test_un_travail_abandonne_se_signale(pilote):
    travail = travaux.planifier("rapport", 1, cle="essai")
    Travail.objects.filter(pk=travail.pk).update(etat=Travail.Etat.ABANDONNE)
    assert "1 envoi ou document n’a pas abouti" in _texte(pilote)


def test_sans_edition_ouverte_il_n_y_a_pas_de_chiffres(pilote):
    actions.achever_edition(parcours.edition(), acteur=SYSTEME)
    assert "Demi-journées tenues" not in _texte(pilote)


@pytest.mark.parametrize("nombre", [1, 3])
def test_la_matinee_coute_autant_pour_un_dossier_que_pour_trois(pilote, nombre, django_assert_num_queries):
    for rang in range(nombre):
        parcours.candidature("recevable", rang=rang)
    pilote.get(ACCUEIL)
    with django_assert_num_queries(15):
        assert pilote.get(ACCUEIL).status_code == 200
