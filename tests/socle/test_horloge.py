"""The only clock."""

from datetime import timedelta

import pytest

from socle import horloge as la_vraie


def test_l_horloge_ne_bouge_pas_hors_de_la_demonstration(settings):
    settings.HORLOGE_REGLABLE = False
    with pytest.raises(RuntimeError):
        la_vraie.avancer(timedelta(days=1))


def test_avancer_s_ajoute_et_ne_recule_jamais(horloge):
    depart = horloge.maintenant()
    horloge.avancer(timedelta(days=180))
    horloge.avancer(timedelta(days=3))
    assert timedelta(days=183) <= horloge.maintenant() - depart < timedelta(days=183, minutes=1)
    with pytest.raises(ValueError, match="forward"):
        horloge.avancer(timedelta(days=-1))


@pytest.mark.django_db
def test_hors_reglage_lire_l_heure_ne_coute_aucune_requete(settings, django_assert_num_queries):
    settings.HORLOGE_REGLABLE = False
    with django_assert_num_queries(0):
        la_vraie.maintenant()
