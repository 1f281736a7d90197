"""Dates, amounts and typography as people read them."""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils.safestring import SafeString, mark_safe
from hypothesis import given
from hypothesis import strategies as st

from socle import horloge
from socle.templatetags.tsf import (
    dans_la_phrase,
    demi_journees,
    echeance,
    euros,
    jour,
    limite,
    moment,
    ordinal,
    periode,
    pluriel,
    telephone,
    typo,
)
from tests.architecture.sources import fichiers_suivis, nom

pytestmark = pytest.mark.django_db
N = "\u00a0"
F = "\u202f"


def test_le_jour_se_dit_en_mots_et_l_annee_quand_elle_n_est_pas_la_notre():
    an = horloge.aujourdhui().year
    assert jour(date(2021, 3, 3)) == f"mercredi 3{N}mars 2021"
    assert jour(date(2020, 8, 1)) == f"samedi 1er{N}août 2020"
    assert jour(date(an, 12, 25)).endswith(f" 25{N}décembre")
    assert jour(None) == ""


def test_une_periode_dit_ses_deux_annees_ou_aucune():
    an = horloge.aujourdhui().year
    assert periode(date(2020, 8, 1), date(2021, 3, 3)) == f"du samedi 1er{N}août 2020 au mercredi 3{N}mars 2021"
    assert str(an) not in periode(date(an, 1, 2), date(an, 3, 3))
    assert (
        periode(date(an, 12, 1), date(an + 1, 1, 4)).count(f" {an}") + periode(date(an, 12, 1), date(an + 1, 1, 4)).count(f" {an + 1}") == 2
    )


def test_un_moment_se_lit_a_l_heure_de_paris():
    assert moment(datetime(2021, 3, 3, 13, 5, tzinfo=UTC)) == f"mercredi 3{N}mars 2021 à 14{N}h{N}05"
    assert moment(datetime(2021, 7, 14, 22, 30, tzinfo=UTC)) == f"jeudi 15{N}juillet 2021 à 0{N}h{N}30"
    assert jour(datetime(2021, 7, 14, 22, 30, tzinfo=UTC)) == f"jeudi 15{N}juillet 2021"
    assert moment(None) == ""


@pytest.mark.parametrize(
    ("ecart", "attendu"),
    [
        (0, "aujourd’hui"),
        (1, "demain"),
        (4, f"dans 4{N}jours"),
        (60, f"dans 60{N}jours"),
        (183, f"dans 6{N}mois"),
        (-1, f"en retard de 1{N}jour"),
        (-2, f"en retard de 2{N}jours"),
        (-92, f"en retard de 3{N}mois"),
    ],
)
def test_une_echeance_se_dit_par_rapport_a_aujourd_hui(ecart: int, attendu: str):
    assert echeance(horloge.aujourdhui() + timedelta(days=ecart)) == attendu


@pytest.mark.parametrize(
    ("montant", "attendu"),
    [
        (Decimal("1250.00"), f"1{F}250{N}€"),
        (Decimal("250"), f"250{N}€"),
        (500, f"500{N}€"),
        (Decimal("30000.5"), f"30{F}000,50{N}€"),
        (Decimal("-1250"), f"−1{F}250{N}€"),
        (Decimal("1234567.89"), f"1{F}234{F}567,89{N}€"),
        (Decimal(0), f"0{N}€"),
        (None, ""),
    ],
)
def test_les_euros_n_ont_de_centimes_que_s_il_y_en_a(montant: Decimal | int | None, attendu: str):
    assert euros(montant) == attendu


def test_une_place_se_dit_au_feminin():
    assert [ordinal(rang) for rang in (1, 2, 11)] == ["1re", "2e", "11e"]


def test_les_demi_journees_s_accordent():
    assert [demi_journees(n) for n in (0, 1, 2, 8)] == [
        f"0{N}demi-journée",
        f"1{N}demi-journée",
        f"2{N}demi-journées",
        f"8{N}demi-journées",
    ]


@pytest.mark.parametrize(
    ("libelle", "dedans"),
    [
        ("Salarié·e en CDI", "salarié·e en CDI"),
        ("SMAC labellisée", "SMAC labellisée"),
        ("École de musique, enseignement", "école de musique, enseignement"),
        ("", ""),
    ],
)
def test_un_libelle_dans_une_phrase_garde_ses_sigles(libelle: str, dedans: str):
    assert dans_la_phrase(libelle) == dedans


@pytest.mark.parametrize(
    ("brut", "compose"),
    [
        ("Qui était là ?", f"Qui était là{F}?"),
        ("Vite ! Merci ; oui : non", f"Vite{F}! Merci{F}; oui{N}: non"),
        ("« bonjour »", f"«{N}bonjour{N}»"),
        ("«bonjour»", f"«{N}bonjour{N}»"),
        ("l'appel d'Élise", "l’appel d’Élise"),
        ("14 500 € à 14 h 32", f"14{F}500{N}€ à 14{N}h{N}32"),
        ("le 3 mars, 4 demi-journées, 20 Mo, 80 %", f"le 3{N}mars, 4{N}demi-journées, 20{N}Mo, 80{N}%"),
        ("https://exemple.fr/?a=b : 10:30", f"https://exemple.fr/?a=b{N}: 10:30"),
        ("SIRET 775 670 003 00011", f"SIRET 775{F}670{F}003 00011"),
    ],
)
def test_la_typographie_francaise(brut: str, compose: str):
    assert typo(brut) == compose


def test_la_typographie_laisse_les_balises_et_echappe_le_reste():
    sur = typo(mark_safe('<a href="/x?a=1 ;b" title="l\'an">Qui est l\'élu ?</a>'))
    assert isinstance(sur, SafeString)
    assert sur == f'<a href="/x?a=1 ;b" title="l\'an">Qui est l’élu{F}?</a>'
    assert not isinstance(typo("<b>non ?</b>"), SafeString)


@given(st.text(alphabet="aZ09 '«»?!:;€%h\u00a0\u202f<>/", max_size=60))
def test_composer_deux_fois_ne_change_plus_rien(texte: str):
    assert typo(typo(texte)) == typo(texte)


def test_une_limite_est_un_jour_ou_le_moment_ou_cela_ferme():
    assert limite(date(2021, 3, 3)) == f"mercredi 3{N}mars 2021"
    assert limite(datetime(2021, 3, 3, 13, 5, tzinfo=UTC)) == f"mercredi 3{N}mars 2021 à 14{N}h{N}05"
    assert limite(None) == ""


def test_zero_et_un_sont_du_singulier():
    assert [pluriel(n) for n in (0, 1, Decimal("1.5"), 2)] == ["", "", "s", "s"]
    assert [pluriel(n, "attend,attendent") for n in (0, 1, 2)] == ["attend", "attend", "attendent"]


def test_un_telephone_se_lit_deux_chiffres_a_la_fois():
    assert telephone("0612345678") == f"06{N}12{N}34{N}56{N}78"
    assert telephone("+32470123456") == "+32470123456"
    assert telephone("") == ""


ESPACE_ORDINAIRE = re.compile(r"[^\n]{0,30}(?:« | (?=[:;?!»](?:[\s<\"{]|$)))[^\n]{0,10}", re.MULTILINE)


def _textes() -> dict[str, str]:
    chemins = [chemin for chemin in fichiers_suivis() if nom(chemin).startswith("templates/") and chemin.suffix in {".html", ".txt"}]
    return {nom(chemin): chemin.read_text(encoding="utf-8") for chemin in chemins}


def test_aucun_gabarit_ne_laisse_un_signe_passer_seul_a_la_ligne():
    assert [(chemin, faute) for chemin, texte in _textes().items() for faute in ESPACE_ORDINAIRE.findall(texte)] == []


def test_aucun_gabarit_n_accorde_zero_a_l_anglaise():
    assert [chemin for chemin, texte in _textes().items() if "|pluralize" in texte] == []
