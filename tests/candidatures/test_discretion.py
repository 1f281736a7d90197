"""Naming somebody by their address reveals nothing of their account."""

import pytest
from django.urls import reverse

from candidatures.demande import PersonneAccompagnee
from tests import parcours

pytestmark = pytest.mark.django_db


def test_nommer_quelqu_un_par_son_adresse_ne_revele_pas_le_nom_de_son_compte(client):
    parcours.personne("connue@exemple.test", prenom="Solange", nom="Vrainom")
    participants = [PersonneAccompagnee("Yacine", "Benali", "connue@exemple.test", "Administrateur", "cdi")]
    candidature = parcours.candidature("deposee", participants=participants)
    client.force_login(candidature.porteur)
    page = client.get(reverse("candidatures:detail", args=[candidature.numero])).content.decode()
    assert "Yacine Benali" in page
    assert "Vrainom" not in page
