"""What a request must say."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candidatures import regles

NIVEAUX = st.integers(0, 4)


@pytest.mark.parametrize("nombre", [1, 2, 4])
def test_un_nombre_de_demi_journees_dans_les_bornes_est_accepte(nombre):
    assert regles.refus_demi_journees(nombre, nom="Transfert", minimum=1, maximum=4) == ""


@pytest.mark.parametrize(
    ("nombre", "minimum", "maximum", "phrase"),
    [
        (6, 1, 4, "« Transfert », c’est de 1 à 4 demi-journées : vous en demandez 6."),
        (1, 2, 4, "« Transfert », c’est de 2 à 4 demi-journées : vous en demandez 1."),
        (2, 1, 1, "« Transfert », c’est 1 demi-journée : vous en demandez 2."),
        (3, 2, 2, "« Transfert », c’est 2 demi-journées : vous en demandez 3."),
    ],
)
def test_un_nombre_hors_des_bornes_est_refuse_avec_les_bornes(nombre, minimum, maximum, phrase):
    assert regles.refus_demi_journees(nombre, nom="Transfert", minimum=minimum, maximum=maximum) == phrase


@given(NIVEAUX, NIVEAUX)
def test_le_niveau_vise_depasse_toujours_celui_d_aujourd_hui(declare, vise):
    assert (regles.refus_progression(declare, vise) == "") == (vise > declare)


def test_qui_est_au_plus_haut_niveau_choisit_une_autre_competence():
    assert regles.refus_progression(4, 4) == "Vous êtes déjà au niveau le plus haut : choisissez une autre compétence."


@pytest.mark.parametrize(("texte", "refuse"), [("Contrats", True), ("", True), ("Relire un contrat", False)])
def test_un_objectif_tient_en_plus_d_un_mot(texte, refuse):
    assert bool(regles.refus_objectif(texte)) == refuse


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


def test_une_reponse_est_promise_pour_un_jour():
    assert regles.a_repondre_avant(date(2026, 11, 22), 10) == date(2026, 12, 2)
