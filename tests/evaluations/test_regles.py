"""When evaluations leave: six months to the day, for every day of five years."""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.regles import RELANCES, invitation, relances_dues

TOUS_LES_JOURS = [date(2024, 1, 1) + timedelta(days=rang) for rang in range((date(2029, 1, 1) - date(2024, 1, 1)).days)]


def test_la_sortie_s_invite_le_jour_meme():
    assert all(invitation("sortie", jour) == jour for jour in TOUS_LES_JOURS)


def test_six_mois_apres_est_le_meme_jour_ou_le_dernier_du_mois():
    """A slow count of the calendar, not the rule again: month by month, then the day, shortened to what the month has."""
    assert len(TOUS_LES_JOURS) == 1827
    for jour in TOUS_LES_JOURS:
        annee, mois = (jour.year, jour.month + 6) if jour.month <= 6 else (jour.year + 1, jour.month - 6)
        attendu = date(annee, mois, min(jour.day, monthrange(annee, mois)[1]))
        assert invitation("six_mois", jour) == attendu


@pytest.mark.parametrize(
    ("derniere", "le"),
    [
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2027, 8, 30), date(2028, 2, 29)),
        (date(2026, 3, 31), date(2026, 9, 30)),
        (date(2028, 2, 29), date(2028, 8, 29)),
        (date(2026, 12, 15), date(2027, 6, 15)),
    ],
)
def test_les_fins_de_mois(derniere, le):
    assert invitation("six_mois", derniere) == le


MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC))


@given(MOMENTS, st.timedeltas(timedelta(0), timedelta(days=70)), st.timedeltas(timedelta(0), timedelta(days=10)))
def test_les_relances_dues_ne_diminuent_jamais(envoyee_le, ecart, encore):
    avant, apres = relances_dues(envoyee_le, envoyee_le + ecart), relances_dues(envoyee_le, envoyee_le + ecart + encore)
    assert 0 <= avant <= apres <= len(RELANCES)


@pytest.mark.parametrize(("jours", "dues"), [(0, 0), (6, 0), (7, 1), (13, 1), (14, 2), (29, 2), (30, 3), (59, 3)])
def test_les_relances_partent_a_7_14_et_30_jours(jours, dues):
    envoyee_le = datetime(2026, 11, 22, 12, tzinfo=UTC)
    assert relances_dues(envoyee_le, envoyee_le + timedelta(days=jours)) == dues
    assert relances_dues(envoyee_le, envoyee_le + timedelta(days=jours, hours=23)) == dues
