"""Sessions to come, by property: when one may be planned, which half-days it takes, until when it may be contested."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accompagnements.regles import (
    Cadre,
    Empechement,
    contestable_jusqu_au,
    demi_journees_de,
    empechement,
    empechement_de_planifier,
    moments_de,
)

JOURS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
MINUTES = st.integers(0, 24 * 60 - 1)


def instant(jour: date, minutes: int) -> datetime:
    return datetime.combine(jour, time(minutes // 60, minutes % 60))


@st.composite
def cadres(tirer) -> Cadre:
    debut, accordees = tirer(JOURS), tirer(st.integers(1, 8))
    tenues = tirer(st.integers(0, accordees))
    return Cadre(debut, debut + timedelta(days=tirer(st.integers(0, 300))), accordees, tenues, tirer(st.integers(0, accordees - tenues)))


@given(cadres(), JOURS, MINUTES, MINUTES, st.integers(0, 2), JOURS, MINUTES)
def test_rien_n_empeche_ce_qui_est_a_venir_dans_les_dates_et_dans_le_reste(cadre, jour, de, a, demi_journees, auj, minute):
    debut, fin, maintenant = instant(jour, de), instant(jour, a), instant(auj, minute)
    permis = debut < fin and debut > maintenant and cadre.debut <= jour <= cadre.fin and demi_journees <= cadre.reste
    trouve = empechement_de_planifier(cadre, debut, fin, demi_journees, maintenant)
    # A meeting without half-day takes nothing: it needs no rest, even where none is left.
    assert (trouve is None) == permis
    if trouve:
        assert trouve.champ in {"jour", "fin", "demi_journees"}
        assert trouve.phrase.endswith(".")


@given(cadres(), JOURS, st.integers(1, 2), JOURS)
def test_ce_qui_est_reserve_ne_se_declare_pas_deux_fois(cadre, jour, demi_journees, aujourdhui):
    sans_reserve = Cadre(cadre.debut, cadre.fin, cadre.demi_journees, cadre.tenues + cadre.autres)
    avec, sans = (empechement(lequel, jour, demi_journees, aujourdhui) for lequel in (cadre, sans_reserve))
    assert (avec is None) == (sans is None)


@given(JOURS, MINUTES, MINUTES, st.integers(0, 2))
def test_une_seance_occupe_autant_de_moments_qu_elle_prend_de_demi_journees(jour, de, a, demi_journees):
    debut, fin = sorted((instant(jour, de), instant(jour, a)))
    assert len(set(moments_de(debut, fin, demi_journees))) == demi_journees


@given(JOURS, st.lists(MINUTES, min_size=3, max_size=3))
def test_plus_longue_jamais_moins_de_demi_journees(jour, minutes):
    debut, courte, longue = (instant(jour, minute) for minute in sorted(minutes))
    assert 0 <= demi_journees_de(debut, courte) <= demi_journees_de(debut, longue) <= 2


@pytest.mark.parametrize(
    ("de", "a", "demi_journees", "moments"),
    [
        (9, 10.5, 0, []),
        (9, 12, 1, ["matin"]),
        (9, 14, 1, ["matin"]),
        (14, 17, 1, ["apres_midi"]),
        (11, 15.5, 1, ["apres_midi"]),
        (18, 21, 1, ["apres_midi"]),
        (9, 17, 2, ["matin", "apres_midi"]),
    ],
)
def test_ce_que_disent_les_heures(de, a, demi_journees, moments):
    debut, fin = (instant(date(2026, 3, 3), int(heure * 60)) for heure in (de, a))
    assert demi_journees_de(debut, fin) == demi_journees
    assert moments_de(debut, fin, demi_journees) == moments


MAINTENANT = instant(date(2026, 4, 15), 12 * 60)
CADRE = Cadre(date(2026, 3, 2), date(2026, 6, 30), demi_journees=4, tenues=1)


@pytest.mark.parametrize(
    ("cadre", "jour", "demi_journees", "attendu"),
    [
        (CADRE, date(2026, 4, 20), 2, None),
        (
            CADRE,
            date(2026, 4, 10),
            1,
            Empechement("jour", "Ce moment est passé : pour une séance déjà tenue, écrivez plutôt son compte rendu."),
        ),
        (
            CADRE,
            date(2026, 7, 1),
            1,
            Empechement("jour", "Les séances vont du 02/03/2026 au 30/06/2026 : choisissez un jour entre ces dates."),
        ),
        (
            Cadre(CADRE.debut, CADRE.fin, 4, 1, 2),
            date(2026, 4, 20),
            2,
            Empechement(
                "demi_journees",
                "La convention donne 4 demi-journées et 2 sont déjà prévues : il en reste 1, n’en prévoyez pas plus.",
            ),
        ),
        (
            Cadre(CADRE.debut, CADRE.fin, 4, 3, 1),
            date(2026, 4, 20),
            1,
            Empechement(
                "demi_journees",
                "Toutes les demi-journées de la convention sont déjà prises : 3 tenues, 1 prévue ou à trancher. "
                "Racontez ou annulez d’abord l’une de celles qui sont prévues.",
            ),
        ),
    ],
)
def test_la_phrase_de_chaque_empechement_de_planifier(cadre, jour, demi_journees, attendu):
    assert empechement_de_planifier(cadre, instant(jour, 540), instant(jour, 720), demi_journees, MAINTENANT) == attendu


@given(JOURS)
def test_on_conteste_sept_jours(jour):
    assert contestable_jusqu_au(jour) - jour == timedelta(days=7)
