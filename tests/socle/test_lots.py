"""Rows one after the other: by lots, and one that fails stops nothing."""

import pytest

from socle.lots import un_par_un
from socle.models import Compteur

pytestmark = pytest.mark.django_db


@pytest.fixture
def compteurs() -> list[Compteur]:
    return [Compteur.objects.create(prefixe="TST", annee=2020 + rang) for rang in range(7)]


def test_chaque_ligne_est_vue_une_fois_quelle_que_soit_la_taille_du_lot(compteurs):
    for taille in (1, 3, 7, 100):
        vues: list[Compteur] = []
        un_par_un(Compteur.objects.all(), vues.append, taille=taille)
        assert vues == compteurs


def test_une_ligne_qui_echoue_est_notee_et_les_autres_continuent(compteurs, caplog):
    vues: list[int] = []

    def voir(compteur: Compteur) -> None:
        if compteur.annee == 2022:
            raise ValueError("Not this one.")
        vues.append(compteur.annee)

    un_par_un(Compteur.objects.order_by("-annee"), voir, taille=2)
    assert vues == [2020, 2021, 2023, 2024, 2025, 2026]
    assert [(ligne.message, ligne.objet) for ligne in caplog.records] == [("ligne_en_erreur", f"socle.compteur:{compteurs[2].pk}")]


def test_une_ligne_qui_sort_de_la_selection_en_chemin_ne_fait_rien_sauter(compteurs):
    vues: list[int] = []

    def avancer(compteur: Compteur) -> None:
        vues.append(compteur.annee)
        Compteur.objects.filter(pk=compteur.pk).update(dernier=1)

    un_par_un(Compteur.objects.filter(dernier=0), avancer, taille=2)
    assert vues == [compteur.annee for compteur in compteurs]
