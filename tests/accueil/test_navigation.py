"""The main navigation: the same for all, but for the doors of each role."""

import pytest
from django.test import Client

from tests import parcours

PUBLIQUE = ["Le dispositif", "Les appels", "Référentiel"]


def entrees(client: Client, adresse: str = "/") -> list:
    return client.get(adresse).context["navigation"]


def test_une_visite_voit_les_pages_publiques(client, db):
    assert [entree.libelle for entree in entrees(client)] == PUBLIQUE


def test_une_personne_connectee_voit_d_abord_son_espace(client, db):
    client.force_login(parcours.personne())
    assert [entree.libelle for entree in entrees(client)] == ["Mon espace", *PUBLIQUE]


def test_le_comite_voit_aussi_le_sien(client, db):
    client.force_login(parcours.membre_du_comite())
    assert [entree.libelle for entree in entrees(client)] == ["Mon espace", *PUBLIQUE, "Comité"]
    assert client.get("/").context["espace_comite"] is True


@pytest.mark.parametrize(("adresse", "courante"), [("/", []), ("/dispositif/", ["Le dispositif"]), ("/referentiel/", ["Référentiel"])])
def test_la_page_ouverte_est_marquee(client, db, adresse, courante):
    assert [entree.libelle for entree in entrees(client, adresse) if entree.courant] == courante


def test_une_page_absente_garde_la_navigation(client, db):
    reponse = client.get("/nulle-part/")
    assert reponse.status_code == 404
    assert [entree.libelle for entree in reponse.context["navigation"]] == PUBLIQUE
