"""What a request must say."""

from datetime import date

import pytest

from candidatures import regles


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


@pytest.mark.parametrize(("texte", "refuse"), [("Contrats", True), ("", True), ("Relire un contrat", False)])
def test_un_objectif_tient_en_plus_d_un_mot(texte, refuse):
    assert bool(regles.refus_objectif(texte)) == refuse


def test_une_reponse_est_promise_pour_un_jour():
    assert regles.a_repondre_avant(date(2026, 11, 22), 10) == date(2026, 12, 2)
