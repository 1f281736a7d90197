"""The space of the comité technique."""

from datetime import date
from uuid import uuid4

import pytest

from comptes.models import Instance
from pilotage.actions import demander_rapport
from pilotage.models import Rapport
from tests import parcours


@pytest.fixture
def membre(client, db):
    personne = parcours.membre_du_comite()
    client.force_login(personne)
    return personne


def rapport() -> Rapport:
    demande = demander_rapport(
        parcours.edition(), du=date(2026, 6, 1), au=date(2026, 9, 30), cle=uuid4(), acteur=parcours.acteur(parcours.pilote())
    )
    parcours.executer("rapport")
    return Rapport.objects.get(pk=demande.pk)


def test_l_espace_du_comite_dit_le_volume_de_l_edition(client, membre, horloge):
    parcours.accompagnement("en_cours")
    chiffres = client.get("/comite/").context["chiffres"]
    assert {cle: chiffres[cle] for cle in ("tenues", "objectif", "conventionnees", "recues", "acceptees", "en_cours")} == {
        "tenues": 1,
        "objectif": 60,
        "conventionnees": 2,
        "recues": 1,
        "acceptees": 1,
        "en_cours": 1,
    }


def test_l_espace_du_comite_mene_aux_rapports(client, membre):
    assert "Aucun rapport pour le moment" in client.get("/comite/").content.decode()
    produit = rapport()
    page = client.get("/comite/").content.decode()
    assert f"/comite/rapports/{produit.pk}/rapport.pdf" in page
    assert client.get(f"/comite/rapports/{produit.pk}/rapport.pdf").status_code == 200


@pytest.mark.parametrize("nombre", [1, 3])
@pytest.mark.parametrize(("adresse", "requetes"), [("/comite/", 12), ("/comite/rapports/", 5)])
def test_les_rapports_coutent_autant_pour_un_que_pour_trois(client, membre, nombre, adresse, requetes, django_assert_num_queries):
    for _ in range(nombre):
        rapport()
    client.get(adresse)
    with django_assert_num_queries(requetes):
        assert client.get(adresse).content.decode().count("rapport.pdf") == nombre


def test_l_espace_du_comite_ne_nomme_personne(client, membre, horloge):
    accompagnement = parcours.accompagnement("en_cours")
    page = client.get("/comite/").content.decode()
    for personne in (accompagnement.mentor.personne, accompagnement.beneficiaire.personne):
        assert personne.nom not in page


def test_l_espace_du_comite_sans_edition(client, membre):
    assert "Aucune édition ouverte" in client.get("/comite/").content.decode()


@pytest.mark.parametrize("instance", [None, Instance.COMITE_SELECTION, Instance.REFERENT])
def test_l_espace_du_comite_est_ferme_aux_autres(client, db, instance):
    client.force_login(parcours.personne(instance=instance))
    reponse = client.get("/comite/")
    assert reponse.status_code == 403
    assert "Cette page ne vous est pas ouverte" in reponse.content.decode()


def test_l_espace_du_comite_demande_de_se_connecter(client, db):
    assert client.get("/comite/").url.startswith("/compte/login/")
