"""Identifiers of organisations and the text that searches compare."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptes.regles import rna_normalise, siret_ecrit, siret_normalise, siret_ou_rna_normalise, telephone_normalise, texte_de_recherche
from comptes.templatetags.appareils import appareil


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


def test_un_siret_s_ecrit_par_groupes_qui_ne_se_coupent_pas():
    assert (siret_ecrit("77567000300018"), siret_ecrit("")) == ("775\u00a0670\u00a0003\u00a000018", "")


@pytest.mark.parametrize(("saisi", "rna"), [("W343012345", "W343012345"), ("w 343 01 2345", "W343012345")])
@pytest.mark.parametrize("normaliser", [rna_normalise, siret_ou_rna_normalise])
def test_un_rna_se_range_sans_espaces(normaliser, saisi, rna):
    assert normaliser(saisi) == rna


@pytest.mark.parametrize(
    ("normaliser", "saisi", "phrase"),
    [
        (rna_normalise, "343012345", "Un numéro RNA s’écrit W suivi"),
        (siret_ou_rna_normalise, "W3430", "Un numéro RNA s’écrit W suivi"),
        (siret_ou_rna_normalise, "343012345", "Le SIRET compte 14 chiffres, vous en avez saisi 9"),
        (siret_ou_rna_normalise, "77567000300019", "Ce SIRET n’existe pas"),
        (siret_ou_rna_normalise, "association", "Écrivez un SIRET, 14 chiffres, ou le numéro RNA"),
    ],
)
def test_un_mauvais_numero_dit_lequel_et_pourquoi(normaliser, saisi, phrase):
    with pytest.raises(ValueError, match=phrase):
        normaliser(saisi)


def test_un_siret_reste_permis_la_ou_un_rna_l_est():
    assert siret_ou_rna_normalise("775 670 003 00018") == "77567000300018"


def test_la_recherche_ignore_accents_et_casse():
    assert texte_de_recherche("FÊTE  de la", "Musique") == texte_de_recherche("fete de la musique") == "fete de la musique"


@given(st.text())
def test_normaliser_deux_fois_ne_change_rien(texte):
    assert texte_de_recherche(texte_de_recherche(texte)) == texte_de_recherche(texte)


@pytest.mark.parametrize(
    ("saisi", "numero"),
    [
        ("06 12 34 56 78", "0612345678"),
        ("06.12.34.56.78", "0612345678"),
        ("+33 6 12 34 56 78", "0612345678"),
        ("0033 (0)6-12-34-56-78", "0612345678"),
        ("+32 470 12 34 56", "+32470123456"),
        ("00376 312 345", "+376312345"),
    ],
)
def test_un_telephone_s_ecrit_de_plusieurs_facons(saisi, numero):
    assert telephone_normalise(saisi) == numero


@pytest.mark.parametrize("saisi", ["06 12 34 56 7", "1234567890", "le matin", "+", "06 12 34 56 78 poste 3", ""])
def test_un_telephone_impossible_se_dit_en_francais(saisi):
    with pytest.raises(ValueError, match="Écrivez les dix chiffres, par exemple 06 12 34 56 78"):
        telephone_normalise(saisi)


@given(st.text())
def test_un_telephone_tient_dans_sa_colonne_ou_se_refuse(saisi):
    with suppress(ValueError):
        assert len(telephone_normalise(saisi)) <= 20


@pytest.mark.parametrize(
    ("agent", "lu"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox sur Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36 Edg/126.0", "Edge sur Windows"),
        ("Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36", "Chrome sur Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1 Version/17.5 Mobile Safari/604.1", "Safari sur iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox sur Linux"),
        ("curl/8.5", "Navigateur inconnu"),
        ("", "Navigateur inconnu"),
    ],
)
def test_un_appareil_se_nomme_comme_on_le_connait(agent, lu):
    assert appareil(agent) == lu
