"""Grouped choices and searches."""

import pytest
from django import forms

from referentiel import actions, lectures
from referentiel.forms import ChampCompetence
from referentiel.models import Competence
from tests.fabriques import CompetenceFactory, DomaineFactory

pytestmark = pytest.mark.django_db


def _codes(resultat: lectures.Resultat) -> list[str]:
    return [competence.code for chapitre in resultat.chapitres for competence in chapitre.competences]


@pytest.mark.parametrize("nombre", [1, 3])
def test_les_choix_par_domaine_coutent_deux_requetes(nombre, django_assert_num_queries):
    CompetenceFactory.create_batch(nombre)
    with django_assert_num_queries(2):
        chapitres = lectures.competences_par_domaine()
        assert sum(len(competences) for _, competences in chapitres) == nombre
        assert all(competence.domaine == domaine for domaine, competences in chapitres for competence in competences)


def test_un_domaine_sans_competence_active_reste_montre(pilote):
    actions.archiver(CompetenceFactory(domaine=DomaineFactory(code="D50")), acteur=pilote)
    assert [(chapitre.domaine.code, chapitre.competences) for chapitre in lectures.competences_par_domaine()] == [("D50", [])]


@pytest.mark.parametrize(
    ("saisie", "codes"),
    [
        ("empreinte", ["11.1"]),
        ("EMPREINTE", ["11.1"]),
        ("trésorerie", ["02.2"]),
        ("tresorerie", ["02.2"]),
        ("bénévoles", ["01.7"]),
        ("benevole", ["01.7"]),
        ("oeuvres", ["08.3"]),
        ("œuvre", ["08.3"]),
        ("négocier des dates", ["07.2"]),
        ("07.2", ["07.2"]),
        ("d'action pluriannuel", ["01.2"]),
        ("transition écologique", ["11.1", "11.2", "11.3", "11.4", "11.5"]),
        ("trombone", []),
        ("harte", []),
    ],
)
def test_la_recherche_ignore_casse_accents_ligatures_et_pluriels(referentiel, saisie, codes):
    assert _codes(lectures.chercher(saisie)) == codes


def test_la_recherche_lit_aussi_les_indicateurs(referentiel):
    assert _codes(lectures.chercher("feuille de route complète")) == ["07.3"]


def test_a_defaut_de_tous_les_mots_la_recherche_en_cherche_une_partie(referentiel):
    resultat = lectures.chercher("trésorerie galactique")
    assert (resultat.exact, _codes(resultat)) == (False, ["02.2"])


def test_sans_mot_tout_est_montre(referentiel):
    resultat = lectures.chercher("  ")
    assert (resultat.exact, len(resultat.chapitres), resultat.nombre) == (True, 12, 75)


def test_une_archivee_ne_se_trouve_plus(referentiel, pilote):
    actions.archiver(Competence.objects.get(code="11.1"), acteur=pilote)
    assert _codes(lectures.chercher("empreinte")) == []


def test_les_voisines_d_une_competence_sont_dans_l_ordre_du_domaine(referentiel):
    fiche = lectures.fiche_competence("01.1")
    assert (fiche.precedente, fiche.suivante.code) == (None, "01.2")
    fiche = lectures.fiche_competence("01.8")
    assert (fiche.precedente.code, fiche.suivante) == ("01.7", None)


def test_une_archivee_n_a_ni_precedente_ni_suivante(referentiel, pilote):
    actions.archiver(Competence.objects.get(code="01.2"), acteur=pilote)
    fiche = lectures.fiche_competence("01.2")
    assert (fiche.precedente, fiche.suivante) == (None, None)
    assert lectures.fiche_competence("01.1").suivante.code == "01.3"


class _Formulaire(forms.Form):
    competence = ChampCompetence()


def test_la_liste_de_choix_est_groupee_par_domaine(referentiel, django_assert_num_queries):
    with django_assert_num_queries(2):
        choix = [ligne for ligne in _Formulaire().fields["competence"].choices]  # noqa: C416  (list() would count first)
    assert choix[0] == ("", "Choisissez une compétence")
    assert [groupe for groupe, _ in choix[1:]][:2] == ["Stratégie, vie associative et gouvernance", "Gestion et administration"]
    assert choix[1][1][0][1] == "01.1 Formuler un projet artistique et culturel"
    assert sum(len(groupe) for _, groupe in choix[1:]) == 75


def test_le_champ_rend_la_competence_et_refuse_une_archivee(referentiel, pilote):
    competence = Competence.objects.get(code="05.4")
    formulaire = _Formulaire({"competence": competence.pk})
    assert formulaire.is_valid()
    assert formulaire.cleaned_data["competence"] == competence
    actions.archiver(competence, acteur=pilote)
    assert not _Formulaire({"competence": competence.pk}).is_valid()
