"""The calendar of half-days, by property."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accompagnements.regles import Cadre, Empechement, empechement, ordinal, prend_fin_seul

JOURS = st.dates(date(2024, 1, 1), date(2028, 12, 31))


@st.composite
def cadres(tirer) -> Cadre:
    debut = tirer(JOURS)
    accordees = tirer(st.integers(1, 8))
    return Cadre(debut, debut + timedelta(days=tirer(st.integers(0, 300))), accordees, tirer(st.integers(0, accordees)))


@given(cadres(), JOURS, st.integers(0, 2), JOURS)
def test_rien_n_empeche_ce_qui_est_passe_dans_les_dates_et_dans_le_reste(cadre, jour, demi_journees, aujourdhui):
    permis = (
        demi_journees >= 1
        and jour <= aujourdhui
        and cadre.debut <= jour <= cadre.fin
        and cadre.tenues + demi_journees <= cadre.demi_journees
    )
    assert (empechement(cadre, jour, demi_journees, aujourdhui) is None) == permis


@given(cadres(), JOURS, st.integers(0, 2), JOURS)
def test_un_empechement_nomme_une_reponse_et_fait_une_phrase(cadre, jour, demi_journees, aujourdhui):
    if trouve := empechement(cadre, jour, demi_journees, aujourdhui):
        assert trouve.champ in {"jour", "moments"}
        assert trouve.phrase.endswith(".")


CADRE = Cadre(date(2026, 3, 2), date(2026, 6, 30), demi_journees=3, tenues=2)
HIER, AUJOURDHUI = date(2026, 4, 14), date(2026, 4, 15)


@pytest.mark.parametrize(
    ("cadre", "jour", "demi_journees", "attendu"),
    [
        (CADRE, HIER, 0, Empechement("moments", "Indiquez le matin, l’après-midi, ou les deux.")),
        (CADRE, date(2026, 4, 16), 1, Empechement("jour", "Cette date est à venir : une demi-journée se déclare une fois tenue.")),
        (
            CADRE,
            date(2026, 3, 1),
            1,
            Empechement("jour", "Les séances vont du 02/03/2026 au 30/06/2026 : choisissez un jour entre ces dates."),
        ),
        (CADRE, HIER, 2, Empechement("moments", "La convention donne 3 demi-journées : il en reste 1, n’en déclarez pas plus.")),
        (
            Cadre(CADRE.debut, CADRE.fin, 1, 0),
            HIER,
            2,
            Empechement("moments", "La convention donne 1 demi-journée : il en reste 1, n’en déclarez pas plus."),
        ),
        (
            Cadre(CADRE.debut, CADRE.fin, 3, 3),
            HIER,
            1,
            Empechement(
                "moments",
                "Toutes les demi-journées de la convention sont déjà tenues : parlez-en à l’équipe pilote si vous voulez continuer.",
            ),
        ),
        (CADRE, AUJOURDHUI, 1, None),
        (CADRE, CADRE.debut, 1, None),
    ],
)
def test_la_phrase_de_chaque_empechement(cadre, jour, demi_journees, attendu):
    assert empechement(cadre, jour, demi_journees, AUJOURDHUI) == attendu


def test_un_accompagnement_prend_fin_seul_une_semaine_apres_sa_derniere_date():
    fin = date(2026, 6, 30)
    assert [prend_fin_seul(fin, fin + timedelta(days=jours)) for jours in (0, 6, 7, 8)] == [False, False, True, True]


def test_les_demi_journees_se_comptent_en_toutes_lettres():
    assert [ordinal(rang) for rang in (1, 3, 8, 9)] == ["première", "troisième", "huitième", "9e"]
