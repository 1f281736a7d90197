"""Numbers and amounts in words."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conventions.regles import MAXIMUM, empechement_de_signature, en_lettres, montant_en_lettres


@pytest.mark.parametrize(
    ("nombre", "ecrit"),
    [
        (0, "zéro"),
        (1, "un"),
        (17, "dix-sept"),
        (21, "vingt et un"),
        (61, "soixante et un"),
        (70, "soixante-dix"),
        (71, "soixante et onze"),
        (79, "soixante-dix-neuf"),
        (80, "quatre-vingts"),
        (81, "quatre-vingt-un"),
        (91, "quatre-vingt-onze"),
        (99, "quatre-vingt-dix-neuf"),
        (100, "cent"),
        (101, "cent un"),
        (200, "deux cents"),
        (280, "deux cent quatre-vingts"),
        (250, "deux cent cinquante"),
        (1000, "mille"),
        (1250, "mille deux cent cinquante"),
        (2000, "deux mille"),
        (80_000, "quatre-vingt mille"),
        (200_000, "deux cent mille"),
        (999_999, "neuf cent quatre-vingt-dix-neuf mille neuf cent quatre-vingt-dix-neuf"),
    ],
)
def test_un_nombre_en_toutes_lettres(nombre, ecrit):
    assert en_lettres(nombre) == ecrit


def test_devant_un_nom_feminin():
    assert [en_lettres(nombre, feminin=True) for nombre in (1, 2, 8, 21, 71)] == ["une", "deux", "huit", "vingt et une", "soixante et onze"]


def test_ce_qui_sort_des_bornes_est_refuse():
    for nombre in (-1, MAXIMUM + 1):
        with pytest.raises(ValueError, match="is not between"):
            en_lettres(nombre)


@given(st.integers(0, MAXIMUM), st.integers(0, MAXIMUM))
def test_deux_nombres_ne_s_ecrivent_pas_pareil(un, autre):
    assert (en_lettres(un) == en_lettres(autre)) == (un == autre)


@pytest.mark.parametrize(
    ("montant", "ecrit"),
    [
        ("0", "zéro euro"),
        ("1", "un euro"),
        ("500.00", "cinq cents euros"),
        ("250.50", "deux cent cinquante euros et cinquante centimes"),
        ("2000.01", "deux mille euros et un centime"),
    ],
)
def test_un_montant_en_toutes_lettres(montant, ecrit):
    assert montant_en_lettres(Decimal(montant)) == ecrit


def test_quand_une_convention_peut_etre_signee():
    emise, fin, aujourdhui = date(2026, 3, 2), date(2026, 6, 30), date(2026, 7, 15)
    phrases = [
        empechement_de_signature(jour, emise=emise, fin=fin, aujourdhui=aujourdhui)
        for jour in (emise, fin, date(2026, 3, 1), date(2026, 7, 1), date(2026, 7, 16))
    ]
    assert phrases == [
        "",
        "",
        "Le document a été émis le 02/03/2026 : personne n’a pu le signer avant.",
        "Les séances devaient finir le 30/06/2026, avant cette signature : annulez ce document et préparez-en un autre.",
        "Cette date est à venir : donnez le jour où la dernière personne a signé.",
    ]
