"""The page of an evaluation: by link or signed in, its questions, its answers."""

from datetime import timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import settings as hypothese
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pytest_django import DjangoAssertNumQueries

from candidatures.models import Positionnement
from evaluations import actions, grilles, lectures
from evaluations.forms import FormulaireEvaluation
from evaluations.models import Evaluation
from socle.models import Consultation
from tests import parcours
from tests.navigation import connecte, par_lien

from .conftest import termine

pytestmark = pytest.mark.django_db


def saisie(evaluation: Evaluation, **champs) -> dict[str, str]:
    """Return a complete answer, as the form sends it."""
    valeurs = {
        "satisfaction": "tout_a_fait",
        "duree": "juste",
        "premier_changement": "Un budget par pôle.",
        "recommandation": "9",
        "heures": "7,5",
        "appris": "La patience.",
        "usage": "hebdomadaire",
        "changement": "On ouvre la feuille chaque lundi.",
        "transmis": "plusieurs",
        "contact": "parfois",
        "devenir": "peut_etre",
        "effet": "plutot_oui",
        "effet_exemple": "",
        "disponible": "oui",
    }
    for objectif in evaluation.accompagnement.candidature.objectifs.all():
        valeurs[f"objectifs-{objectif.pk}"] = "depasse" if objectif.rang == 1 else "partiellement"
    valeurs[f"niveaux-{parcours.competence().pk}"] = "3"
    return valeurs | champs


def les_quatre(horloge) -> list[Evaluation]:
    """Return the four evaluations of a pair, all of them sent."""
    paire = termine()
    for evaluation in Evaluation.objects.filter(accompagnement=paire, etape="six_mois"):
        actions.envoyer(evaluation, acteur=parcours.acteur(parcours.pilote()))
    return list(Evaluation.objects.filter(accompagnement=paire).order_by("pk"))


def test_les_quatre_evaluations_se_remplissent_par_leur_lien_et_se_relisent(horloge):
    for evaluation in les_quatre(horloge):
        client = par_lien(evaluation.personne, "evaluation", evaluation.pk)
        page = client.get(evaluation.get_absolute_url()).content.decode()
        assert "Envoyer mes réponses" in page
        assert "pas d’information de santé" in page
        reponse = client.post(evaluation.get_absolute_url(), saisie(evaluation), follow=True)
        relue = reponse.content.decode()
        assert "Merci, vos réponses sont enregistrées." in relue
        assert "Vous avez répondu" in relue
        evaluation.refresh_from_db()
        assert evaluation.etat == "remplie"
        assert "Envoyer mes réponses" not in client.get(evaluation.get_absolute_url()).content.decode()
    niveaux = Positionnement.objects.filter(moment__in=["t1", "t2"]).order_by("moment", "source")
    assert list(niveaux.values_list("moment", "source", "niveau")) == [
        ("t1", "accompagne", 3),
        ("t1", "mentor", 3),
        ("t2", "accompagne", 3),
    ]


def test_ce_qui_est_ecrit_est_ce_qui_est_garde(accompagnee, mentor):
    for evaluation in (accompagnee, mentor):
        connecte(evaluation.personne).post(evaluation.get_absolute_url(), saisie(evaluation))
        evaluation.refresh_from_db()
    objectifs = {
        str(objectif.pk): "depasse" if objectif.rang == 1 else "partiellement"
        for objectif in accompagnee.accompagnement.candidature.objectifs.all()
    }
    niveaux = {str(parcours.competence().pk): 3}
    assert accompagnee.reponses == {
        "objectifs": objectifs,
        "niveaux": niveaux,
        "satisfaction": "tout_a_fait",
        "duree": "juste",
        "premier_changement": "Un budget par pôle.",
        "recommandation": 9,
    }
    assert mentor.reponses == {"objectifs": objectifs, "niveaux": niveaux, "heures": 7.5, "appris": "La patience.", "recommandation": 9}


def test_les_reponses_se_relisent_en_mots(accompagnee, mentor):
    for evaluation in (accompagnee, mentor):
        connecte(evaluation.personne).post(evaluation.get_absolute_url(), saisie(evaluation))
    lues = {
        (reponse.question, reponse.sujet): reponse.reponse
        for evaluation in Evaluation.objects.pour_page().filter(etat="remplie")
        for bloc in lectures.relire(evaluation)
        for reponse in bloc.reponses
    }
    assert lues["Cet objectif est-il atteint ?", "1. Poser un budget par pôle"] == "Au-delà"
    assert lues["Votre niveau aujourd’hui", "Construire et suivre un budget"] == "3. Autonomie"
    assert lues["Le niveau de Nadia Belkacem aujourd’hui", "Construire et suivre un budget"] == "3. Autonomie"
    assert lues["L’accompagnement par Mathieu Sarda vous a-t-il satisfait·e ?", ""] == "Tout à fait"
    assert lues["Combien d’heures y avez-vous passées en tout ?", ""] == "7,5\u00a0h"
    assert lues["Recommanderiez-vous le dispositif à quelqu’un de la filière ?", ""] == "9 sur 10"


def test_une_erreur_est_dite_au_champ_et_rien_n_est_perdu(accompagnee):
    objectif = accompagnee.accompagnement.candidature.objectifs.first()
    incomplet = saisie(accompagnee, premier_changement="Un texte auquel je tiens.")
    for manque in (f"objectifs-{objectif.pk}", f"niveaux-{parcours.competence().pk}", "satisfaction", "recommandation"):
        del incomplet[manque]
    reponse = connecte(accompagnee.personne).post(accompagnee.get_absolute_url(), incomplet)
    page = reponse.content.decode()
    assert reponse.status_code == 200
    for phrase in ("4 points à reprendre", "Choisissez une réponse.", "Choisissez un niveau, de 0 à 4.", "Choisissez une note, de 0 à 10."):
        assert phrase in page.replace("\u00a0", " ")
    assert "Un texte auquel je tiens." in page
    assert Evaluation.objects.get(pk=accompagnee.pk).etat == "envoyee"


@pytest.mark.parametrize(
    ("heures", "phrase"),
    [
        ("beaucoup", "Écrivez un nombre d’heures, par exemple 12 ou 7,5."),
        ("", "Écrivez un nombre d’heures, par exemple 12 ou 7,5."),
        ("-2", "Un nombre d’heures n’est pas négatif."),
        ("100000", "500 heures au plus : vérifiez le nombre."),
        ("1,12345", "Écrivez un nombre d’heures, par exemple 12 ou 7,5."),
    ],
)
def test_un_nombre_d_heures_mal_ecrit(mentor, heures, phrase):
    formulaire = FormulaireEvaluation(saisie(mentor, heures=heures), evaluation=Evaluation.objects.pour_page().get(pk=mentor.pk))
    assert formulaire.errors == {"heures": [phrase]}


def test_le_double_clic_est_une_reponse(accompagnee):
    client = par_lien(accompagnee.personne, "evaluation", accompagnee.pk)
    client.post(accompagnee.get_absolute_url(), saisie(accompagnee))
    second = client.post(accompagnee.get_absolute_url(), saisie(accompagnee, satisfaction="pas_du_tout"))
    assert second.status_code == 302
    accompagnee.refresh_from_db()
    assert accompagnee.reponses["satisfaction"] == "tout_a_fait"


def test_apres_le_delai_la_page_le_dit(accompagnee, horloge):
    client = connecte(accompagnee.personne)
    horloge.avancer(timedelta(days=60))
    assert "Le délai de réponse est passé" in client.get(accompagnee.get_absolute_url()).content.decode()
    actions.faire_vivre()
    assert "Le délai de réponse est passé" in client.get(accompagnee.get_absolute_url()).content.decode()


def test_un_envoi_arrive_trop_tard_garde_ce_qui_est_tape(accompagnee, horloge):
    client = connecte(accompagnee.personne)
    horloge.avancer(timedelta(days=60))
    page = client.post(accompagnee.get_absolute_url(), saisie(accompagnee)).content.decode()
    assert "Le délai de réponse est passé" in page
    assert "Un budget par pôle." in page


def test_chacun_n_ouvre_que_la_sienne(accompagnee, mentor):
    porteuse = accompagnee.accompagnement.candidature.porteur
    assert connecte(mentor.personne).get(accompagnee.get_absolute_url()).status_code == 404
    assert connecte(porteuse).get(accompagnee.get_absolute_url()).status_code == 404
    assert par_lien(mentor.personne, "evaluation", mentor.pk).get(accompagnee.get_absolute_url()).status_code == 404
    assert Client().get(accompagnee.get_absolute_url()).status_code == 302


def test_le_pilote_lit_sans_repondre_et_sa_lecture_est_consignee(accompagnee):
    pilote = connecte(parcours.pilote())
    assert "En attente de réponse" in pilote.get(accompagnee.get_absolute_url()).content.decode()
    pilote.post(accompagnee.get_absolute_url(), saisie(accompagnee))
    assert Evaluation.objects.get(pk=accompagnee.pk).etat == "envoyee"
    connecte(accompagnee.personne).post(accompagnee.get_absolute_url(), saisie(accompagnee))
    page = pilote.get(accompagnee.get_absolute_url()).content.decode()
    assert "Nadia Belkacem a répondu" in page
    assert "Un budget par pôle." in page
    assert Consultation.objects.filter(objet=f"evaluations.evaluation:{accompagnee.pk}").count() == 1


def test_le_pilote_voit_ce_qui_est_prevu(paire):
    prevue = Evaluation.objects.filter(etape="six_mois").first()
    assert "Pas encore envoyée" in connecte(parcours.pilote()).get(prevue.get_absolute_url()).content.decode()
    assert connecte(prevue.personne).get(prevue.get_absolute_url()).status_code == 404


def test_des_reponses_anciennes_ou_partielles_se_relisent_quand_meme(accompagnee):
    actions.remplir(accompagnee, actions.Retour({}, {"satisfaction": "ancien_code"}), acteur=parcours.acteur(accompagnee.personne))
    page = connecte(accompagnee.personne).get(accompagnee.get_absolute_url()).content.decode()
    assert "ancien_code" in page
    assert "Sans réponse" in page


def test_la_page_de_la_paire_mene_a_l_evaluation_puis_montre_les_niveaux(accompagnee, paire):
    client = connecte(accompagnee.personne)
    # The personne accompagnée référente sees the pair as the person who carries the request does.
    page = client.get(paire.get_absolute_url()).content.decode()
    assert "Votre évaluation de sortie vous attend" in page
    assert accompagnee.get_absolute_url() in page
    client.post(accompagnee.get_absolute_url(), saisie(accompagnee))
    page = client.get(paire.get_absolute_url()).content.decode()
    assert "Merci pour vos réponses" in page
    assert "Niveaux de 0 à 4" in page


def test_les_niveaux_de_la_personne_accompagnee_ne_sont_pas_montres_au_mentor(accompagnee, mentor, paire):
    for evaluation in (accompagnee, mentor):
        connecte(evaluation.personne).post(evaluation.get_absolute_url(), saisie(evaluation))
    assert "Niveaux de 0 à 4" not in connecte(mentor.personne).get(paire.get_absolute_url()).content.decode()
    assert "Niveaux de 0 à 4" in connecte(parcours.pilote()).get(paire.get_absolute_url()).content.decode()


@pytest.mark.parametrize("remplie", [False, True])
def test_la_page_coute_peu(accompagnee, remplie, django_assert_num_queries: DjangoAssertNumQueries):
    client = connecte(accompagnee.personne)
    if remplie:
        client.post(accompagnee.get_absolute_url(), saisie(accompagnee))
    client.get(accompagnee.get_absolute_url())
    with django_assert_num_queries(6 if remplie else 7):
        client.get(accompagnee.get_absolute_url())


def test_chaque_question_a_un_code_unique_dans_sa_grille_et_de_quoi_repondre():
    for etape in ("sortie", "six_mois"):
        for repondant in ("accompagne", "mentor"):
            questions = [question for bloc in grilles.grille(etape, repondant) for question in bloc.questions]
            codes = [question.code for question in questions]
            assert len(codes) == len(set(codes))
            a_choix = {grilles.Genre.CHOIX, grilles.Genre.OBJECTIFS}
            assert all((question.genre in a_choix) == bool(question.choix) for question in questions)
            assert len(questions) <= 7


TEXTES = st.text(max_size=60)


class TestEntreesQuelconques(TestCase):
    """Whatever is sent, the page answers and what was typed comes back."""

    @hypothese(max_examples=25)
    @given(st.dictionaries(st.sampled_from(["satisfaction", "duree", "premier_changement", "recommandation"]), TEXTES))
    def test_rien_ne_fait_tomber_la_page(self, champs):
        paire = termine()
        evaluation = Evaluation.objects.get(accompagnement=paire, etape="sortie", repondant="accompagne")
        reponse = connecte(evaluation.personne).post(evaluation.get_absolute_url(), saisie(evaluation) | champs)
        assert reponse.status_code in {200, 302}
