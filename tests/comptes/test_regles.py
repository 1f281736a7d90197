"""Identifiers of organisations and the text that searches compare."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptes.regles import rna_normalise, siret_normalise, texte_de_recherche


@pytest.mark.parametrize("saisi", ["77567000300018", "775 670 003 00018", "775\u202f670\u202f003\u00a000018", "775.670.003.00018"])
def test_un_siret_se_saisit_avec_ou_sans_espaces(saisi):
    assert siret_normalise(saisi) == "77567000300018"


@pytest.mark.parametrize(
    ("saisi", "phrase"),
    [
        ("7756700030001", "Le SIRET compte 14 chiffres, vous en avez saisi 13."),
        ("7756700030001X", "Le SIRET ne contient que des chiffres : 14, par exemple 775 670 003 00018."),
        ("77567000300019", "Ce SIRET n’existe pas : un chiffre est sans doute mal recopié."),
        ("", "Le SIRET ne contient que des chiffres : 14, par exemple 775 670 003 00018."),
    ],
)
def test_un_mauvais_siret_se_dit_en_francais(saisi, phrase):
    with pytest.raises(ValueError, match="SIRET") as erreur:
        siret_normalise(saisi)
    assert str(erreur.value) == phrase


@given(st.text())
def test_un_siret_est_quatorze_chiffres_ou_une_phrase(saisi):
    try:
        resultat = siret_normalise(saisi)
    except ValueError as erreur:
        resultat = str(erreur)
    assert len(resultat) == 14 or resultat.endswith(".")


def test_un_numero_rna():
    assert rna_normalise(" w313 012345") == "W313012345"
    with pytest.raises(ValueError, match="RNA"):
        rna_normalise("313012345")


def test_la_recherche_ignore_accents_et_casse():
    assert texte_de_recherche("FÊTE  de la", "Musique") == texte_de_recherche("fete de la musique") == "fete de la musique"


@given(st.text())
def test_normaliser_deux_fois_ne_change_rien(texte):
    assert texte_de_recherche(texte_de_recherche(texte)) == texte_de_recherche(texte)
