"""Codes, identifiers and words."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referentiel import regles
from referentiel.niveaux import NIVEAU_MENTOR_MINIMUM, Niveau


def test_l_identifiant_d_un_code_ne_change_jamais():
    assert regles.uuid_stable("01.1") == UUID("61d7a2a0-9daf-5b16-842b-a5ad460fe1c4")


def test_une_competence_porte_le_numero_de_son_domaine():
    assert regles.correspond("01.3", "D01")
    assert not regles.correspond("02.3", "D01")


@pytest.mark.parametrize(
    ("saisie", "attendus"),
    [
        ("Budget", ["budget"]),
        ("  BÉNÉVOLES ", ["benevole"]),
        ("plan d’action", ["plan", "action"]),
        ("plan d'action", ["plan", "action"]),
        ("œuvres", ["oeuvre"]),
        ("réseaux sociaux", ["reseau", "sociau"]),
        ("01.3", ["01.3"]),
        ("faire un budget", ["budget"]),
        ("budget budgets", ["budget"]),
        ("de la", ["de", "la"]),
        ("TVA", ["tva"]),
        ("bus", ["bus"]),
        ("", []),
        ("%_' \x00", ["_"]),
    ],
)
def test_les_mots_cherches_n_ont_ni_casse_ni_accent_ni_pluriel_ni_petits_mots(saisie, attendus):
    assert regles.mots_cherches(saisie) == attendus


@given(st.text(max_size=60))
def test_tout_mot_d_un_texte_se_retrouve_dans_son_index(texte):
    index = regles.index(texte)
    assert all(f" {mot}" in index for mot in regles.mots_cherches(texte))


def test_une_recherche_ne_commence_qu_au_debut_d_un_mot():
    assert " art" in regles.index("artistes")
    assert " art" not in regles.index("charte")


def test_il_y_a_cinq_niveaux_de_zero_a_quatre():
    assert [niveau.value for niveau in Niveau] == [0, 1, 2, 3, 4]
    assert [niveau.label for niveau in Niveau] == ["Pas encore", "Notions", "Pratique guidée", "Autonomie", "Expertise et transmission"]
    assert [niveau.mot for niveau in Niveau] == ["pas encore", "notions", "avec appui", "autonomie", "transmission"]
    assert Niveau.AUTONOMIE.phrase == "Je fais seul·e, j’adapte, je contrôle le résultat."
    assert NIVEAU_MENTOR_MINIMUM == 3
