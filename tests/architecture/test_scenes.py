"""A scene that is told again is the one that was played: row for row, with room for what comes next."""

from typing import Any

import pytest

from accompagnements.models import Accompagnement
from tests import parcours, scenes
from tests.droits.scene import parenthese

pytestmark = pytest.mark.django_db


def _scene(etat: str) -> tuple[Accompagnement, dict[str, Any]]:
    with parenthese():
        return parcours.accompagnement(etat), scenes.lire()


@pytest.mark.parametrize("etat", ["prepare", "en_cours"])
def test_une_scene_rejouee_est_celle_qui_a_ete_jouee(etat, monkeypatch):
    monkeypatch.setattr(scenes, "_scenes", {})
    (jouee, premieres), (rejouee, secondes) = _scene(etat), _scene(etat)
    assert jouee == rejouee
    assert premieres == secondes


def test_une_scene_rejouee_laisse_la_place_a_la_suite():
    for _ in range(2):
        with parenthese():
            parcours.accompagnement("conventionne")
            suivante = parcours.accompagnement("prepare", candidature_=parcours.candidature("acceptee", rang=1))
            assert Accompagnement.objects.filter(etat="prepare").get() == suivante
            assert Accompagnement.objects.count() == 2


def test_une_base_ou_l_on_a_ecrit_ne_se_remplace_pas():
    autre = parcours.personne("autre@exemple.test")
    for _ in range(2):
        with parenthese():
            parcours.accompagnement("prepare")
            autre.refresh_from_db()
