"""The counters that limit sign-in stay, whatever else fills the cache."""

import pytest
from django.core.cache import cache


@pytest.mark.django_db
def test_remplir_le_cache_n_efface_pas_les_compteurs_de_connexion():
    cache.set("a-compteur", 5)
    for rang in range(400):
        cache.set(f"z-{rang}", 1)
    assert cache.get("a-compteur") == 5
