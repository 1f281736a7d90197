"""The space of the comité technique."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from candidatures import actions
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
@pytest.mark.parametrize(("adresse", "requetes"), [("/comite/", 15), ("/comite/rapports/", 5)])
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


# ---------- opinions and needs ----------


def titres(page) -> dict[str, list[str]]:
    avis = page.context["avis"]
    return {nom: [un.dossier.numero for un in getattr(avis, nom)] for nom in ("a_rendre", "rendus", "passes")}


def test_mes_avis_se_rangent_par_echeance_et_par_decision(client, membre, horloge):
    demandes = [parcours.candidature("recevable", rang=rang) for rang in range(4)]
    for candidature, jours in zip(demandes, (9, 3, 5, 7), strict=True):
        avis = parcours.avis(candidature, membre=membre, jours=jours)
        if jours > 4:
            actions.rendre_avis(avis, sens="favorable", acteur=parcours.acteur(membre))
    actions.classer_sans_suite(demandes[3], motif="Personne.", acteur=parcours.acteur(parcours.pilote()))
    parcours.avis(parcours.candidature("recevable", rang=4), membre=parcours.membre_du_comite("autre@exemple.test"))
    numeros = [candidature.numero for candidature in demandes]
    attendu = {"a_rendre": [numeros[1]], "rendus": [numeros[2], numeros[0]], "passes": [numeros[3]]}
    for adresse in ("/comite/", "/comite/dossiers/"):
        assert titres(client.get(adresse)) == attendu
    horloge.avancer(timedelta(days=4))
    assert "encore possible" in client.get("/comite/").text


def test_un_avis_a_rendre_attend_dans_mon_espace(client, membre):
    avis = parcours.avis(membre=membre)
    page = client.get("/mon-espace/")
    assert [tache.titre for tache in page.context["espace"].taches] == [f"Donner votre avis sur «\u00a0{avis.candidature.intitule}\u00a0»"]
    assert avis.get_absolute_url() in page.text


def test_les_besoins_sont_ceux_que_personne_n_accompagne(client, membre):
    paires = [parcours.candidature("acceptee", rang=rang) for rang in range(3)]
    parcours.accompagnement("prepare", candidature_=paires[0])
    parcours.proposition("acceptee", candidature_=paires[1], profil=parcours.mentor(email="autre-mentor@exemple.test", rang=4))
    attendus = [paires[2], parcours.candidature("recevable", rang=3), parcours.candidature("diagnostiquee", rang=4)]
    parcours.candidature("deposee", rang=5)
    page = client.get("/comite/besoins/")
    assert [besoin.candidature for besoin in page.context["besoins"]] == attendus
    assert "2\u00a0demi-journées de transfert de savoir-faire" in page.text
    assert "Construire et suivre un budget" in page.text
    assert "Hérault" in page.text
    proposer = f"{reverse('mentors:proposer')}?besoin={attendus[1].numero}"
    assert proposer in page.text
    assert client.get(proposer).context["form"]["besoin"].value() == attendus[1].numero


def test_les_besoins_ne_nomment_personne(client, membre):
    candidature = parcours.candidature("acceptee")
    page = client.get("/comite/besoins/").text
    assert candidature.numero in page
    referente = candidature.referente
    assert [nom for nom in (referente.nom, candidature.porteur.email, str(candidature.structure)) if nom in page] == []


def test_un_besoin_dont_on_s_est_deporte_n_est_pas_la(client, membre):
    avis = parcours.avis(membre=membre)
    assert avis.dossier.numero in client.get("/comite/besoins/").text
    actions.declarer_deport(avis.candidature, personne=membre, acteur=parcours.acteur(membre))
    page = client.get("/comite/besoins/")
    assert avis.dossier.numero not in page.text
    assert "Chaque demande a sa personne-ressource" in page.text


@pytest.mark.parametrize("nombre", [1, 3])
@pytest.mark.parametrize(("adresse", "requetes"), [("/comite/", 16), ("/comite/dossiers/", 4), ("/comite/besoins/", 6)])
def test_avis_et_besoins_coutent_autant_pour_un_que_pour_trois(client, membre, nombre, adresse, requetes, django_assert_num_queries):
    for rang in range(nombre):
        parcours.avis(parcours.candidature("recevable", rang=rang), membre=membre)
    client.get(adresse)
    with django_assert_num_queries(requetes):
        assert client.get(adresse).status_code == 200


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
