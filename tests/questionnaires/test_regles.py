"""Texts as typed, and how answers are judged."""

from hypothesis import given
from hypothesis import strategies as st

from questionnaires import regles

NIVEAUX = st.integers(0, 4)


@given(NIVEAUX, NIVEAUX)
def test_le_niveau_vise_depasse_toujours_celui_d_aujourd_hui(declare, vise):
    assert (regles.refus_progression(declare, vise) == "") == (vise > declare)


def test_qui_est_au_plus_haut_niveau_choisit_une_autre_competence():
    assert regles.refus_progression(4, 4) == "Vous êtes déjà au niveau le plus haut : choisissez une autre compétence."


@given(st.text())
def test_sans_controles_ne_touche_pas_au_texte_visible(texte):
    net = regles.sans_controles(texte)
    assert regles.sans_controles(net) == net
    assert "\x00" not in net
    net.encode()
    assert [c for c in net if c.isalnum()] == [c for c in texte if c.isalnum()]


def test_les_retours_a_la_ligne_et_les_tabulations_restent():
    assert regles.sans_controles("a\r\n\tb\x00\x0bc") == "a\r\n\tbc"


@given(st.text())
def test_en_une_ligne_ne_perd_aucun_mot(texte):
    assert regles.en_une_ligne(texte).split() == texte.split()
    assert len(regles.en_une_ligne(texte).splitlines()) <= 1


@given(st.lists(st.sampled_from(["a", "b", "", None])))
def test_les_repetitions_sont_ce_qu_il_faut_oter_pour_n_avoir_que_des_valeurs_differentes(valeurs):
    places = set(regles.repetitions(valeurs))
    restent = [valeur for place, valeur in enumerate(valeurs) if place not in places and valeur]
    assert sorted(restent) == sorted({valeur for valeur in valeurs if valeur})


def test_les_places_se_comptent_en_mots():
    assert [regles.ordinal_feminin(rang) for rang in (0, 5, 6)] == ["Première", "Sixième", "7e"]
