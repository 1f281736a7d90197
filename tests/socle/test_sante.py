"""What whoever watches the platform reads."""

import pytest
from django.db import OperationalError, connection
from django.test import Client

from socle import horloge
from socle.models import Travail

pytestmark = pytest.mark.django_db


def _travail(cle: str, etat: str) -> None:
    maintenant = horloge.maintenant()
    Travail.objects.create(genre="courriel", cle=cle, etat=etat, prochain_essai_le=maintenant, cree_le=maintenant)


def test_la_sante_compte_les_travaux_dus_et_abandonnes(client: Client):
    for cle, etat in [("a", "a_faire"), ("b", "a_faire"), ("c", "abandonne"), ("d", "fait"), ("e", "annule")]:
        _travail(cle, etat)
    reponse = client.get("/sante/")
    assert (reponse.status_code, reponse.json()) == (200, {"etat": "ok", "travaux_dus": 2, "travaux_abandonnes": 1})
    assert "no-store" in reponse["Cache-Control"]


def test_la_sante_dit_que_la_base_ne_repond_pas(client: Client):
    def muette(*_):
        raise OperationalError("connection refused")

    with connection.execute_wrapper(muette):
        reponse = client.get("/sante/")
    assert (reponse.status_code, reponse.json()) == (503, {"etat": "base de données injoignable"})
