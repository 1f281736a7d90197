"""The page of an opinion: signed in or by the link of the mail; nothing lost, nobody named; the déport."""

import re
from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from candidatures import actions
from candidatures.models import Avis, Candidature
from comptes.models import LienPersonnel
from comptes.porte import SESSION_OU_LIEN_FINI
from questionnaires.regles import sans_controles
from socle import horloge as heure
from socle.acteurs import SYSTEME
from socle.models import Deport
from socle.reprise import RETROUVEE
from socle.workflow import DEJA_FAIT
from tests import parcours
from tests.droits.scene import parenthese
from tests.entrees import LONG, TEXTE, formulaire_public, recu
from tests.navigation import connecte, finir, par_lien

pytestmark = pytest.mark.django_db
RESERVE = {"sens": "reserves", "commentaire": "Le calendrier paraît serré."}


@pytest.fixture
def avis() -> Avis:
    return parcours.avis()


def par_son_lien(avis: Avis) -> Client:
    return par_lien(avis.personne, "avis", avis.pk)


def dits(reponse) -> list[str]:
    return [str(message) for message in get_messages(reponse.wsgi_request)]


def deport(avis: Avis) -> str:
    return reverse("candidatures:deport", args=[avis.dossier.numero])


@pytest.mark.parametrize("entrer", [par_son_lien, lambda avis: connecte(avis.personne)], ids=["lien", "connecte"])
def test_lire_puis_rendre_puis_changer_son_avis(avis, entrer):
    client, adresse = entrer(avis), avis.get_absolute_url()
    page = client.get(adresse).text
    for dit in ("Votre avis est attendu", "Construire un budget de festival qui tient", "Trésorerie", "Structure 0", "Hérault"):
        assert dit.lower() in page.lower()
    assert client.post(adresse, RESERVE).url == adresse
    relu = client.get(adresse)
    assert "Votre avis&nbsp;: favorable avec réserves" in relu.text
    assert relu.context["form"]["commentaire"].value() == RESERVE["commentaire"]
    client.post(adresse, {"sens": "favorable", "commentaire": ""})
    avis.refresh_from_db()
    assert (avis.sens, avis.commentaire) == ("favorable", "")


def test_le_lien_du_courriel_mene_a_la_page(avis, mailoutbox):
    parcours.executer("courriel")
    recu = next(message for message in mailoutbox if message.to == [avis.personne.email])
    client, chemin = Client(), re.search(r"https?://[^/]+(/l/\S+)", recu.body)[1]
    assert client.get(chemin).status_code == 200
    assert client.post(chemin).url == avis.get_absolute_url()
    assert client.get(avis.get_absolute_url()).status_code == 200


def test_le_lien_n_ouvre_que_son_dossier(avis):
    autre = parcours.avis(parcours.candidature("recevable", rang=1))
    client = par_son_lien(avis)
    for adresse in (autre.get_absolute_url(), deport(autre), reverse("candidatures:avis-piece", args=[autre.dossier.numero, 1])):
        assert client.get(adresse).status_code == 404
        assert client.post(adresse, RESERVE).status_code in (404, 405)
    for adresse in (reverse("accueil:comite"), reverse("accueil:comite-dossiers"), avis.candidature.get_absolute_url()):
        assert client.get(adresse).url.startswith("/compte/login/")
    autre.refresh_from_db()
    assert not autre.est_rendu


def test_la_page_ne_nomme_personne_de_la_structure(avis):
    avis.candidature.porteur.telephone = "0612345678"
    avis.candidature.porteur.save()
    actions.diagnostiquer(avis.candidature, parcours.entretien(avis.candidature), acteur=SYSTEME)
    page = par_son_lien(avis).get(avis.get_absolute_url()).text
    assert "Besoin clair" in page
    referente = avis.candidature.referente
    secrets = (referente.nom, referente.personne.email, avis.candidature.porteur.email, "0612345678", parcours.pilote().nom)
    assert [secret for secret in secrets if secret in page] == []


def test_les_autres_avis_paraissent_apres_le_sien(avis):
    autre = parcours.avis(avis.candidature, membre=parcours.personne("drac@exemple.test", nom="Rouquette", instance="comite_technique"))
    actions.rendre_avis(autre, **RESERVE, acteur=parcours.acteur(autre.personne))
    client = connecte(avis.personne)
    avant = client.get(avis.get_absolute_url()).text
    assert "Rouquette" not in avant
    assert RESERVE["commentaire"] not in avant
    client.post(avis.get_absolute_url(), {"sens": "favorable"})
    apres = client.get(avis.get_absolute_url()).text
    assert "Rouquette" in apres
    assert RESERVE["commentaire"] in apres


@pytest.mark.parametrize("nombre", [1, 3])
def test_la_page_coute_autant_pour_un_avis_que_pour_trois(avis, nombre, django_assert_num_queries):
    for rang in range(nombre):
        autre = parcours.avis(avis.candidature, membre=parcours.membre_du_comite(f"membre{rang}@exemple.test"))
        actions.rendre_avis(autre, **RESERVE, acteur=parcours.acteur(autre.personne))
    client = connecte(avis.personne)
    client.post(avis.get_absolute_url(), RESERVE)
    client.get(avis.get_absolute_url())
    with django_assert_num_queries(9):
        assert client.get(avis.get_absolute_url()).text.count(RESERVE["commentaire"]) == nombre + 2


def test_une_reserve_sans_raison_revient_a_son_champ(avis):
    reponse = connecte(avis.personne).post(avis.get_absolute_url(), {"sens": "defavorable", "commentaire": " "})
    assert "ce qui vous retient" in reponse.context["form"].errors["commentaire"][0]
    assert reponse.context["form"]["sens"].value() == "defavorable"


def test_apres_la_decision_la_page_se_relit_et_ce_qui_arrive_revient_avec_sa_phrase(avis):
    client = connecte(avis.personne)
    client.post(avis.get_absolute_url(), RESERVE)
    actions.classer_sans_suite(avis.candidature, motif="Personne.", acteur=SYSTEME)
    page = client.get(avis.get_absolute_url())
    assert page.context["form"] is None
    assert "les avis sont clos" in page.text
    reponse = client.post(avis.get_absolute_url(), {"sens": "defavorable", "commentaire": "Trop tard, mais dit."})
    assert "les avis sont clos" in reponse.text
    assert reponse.context["form"]["commentaire"].value() == "Trop tard, mais dit."
    avis.refresh_from_db()
    assert avis.sens == "reserves"


def test_une_session_ou_un_lien_fini_ne_perd_pas_un_mot(avis):
    adresse, client = avis.get_absolute_url(), par_son_lien(avis)
    LienPersonnel.objects.update(revoque_le=heure.maintenant())
    tardive = client.post(adresse, RESERVE)
    assert tardive.url == f"{reverse('account_login')}?next={adresse}"
    assert dits(tardive) == [SESSION_OU_LIEN_FINI]
    client.force_login(avis.personne)
    retour = client.get(adresse)
    assert dits(retour)[-1] == RETROUVEE
    assert {nom: retour.context["form"][nom].value() for nom in RESERVE} == RESERVE


def test_un_lien_expire_le_dit(avis, horloge):
    lien = LienPersonnel.objects.get(but="avis")
    horloge.avancer(timedelta(days=91))
    reponse = Client().get(reverse("comptes:lien", args=[lien.jeton]))
    assert reponse.status_code == 410
    assert "Ce lien ne sert plus" in reponse.text


def test_le_document_de_la_demande_se_lit():
    porteuse = parcours.personne("porteuse@exemple.test")
    brouillon = parcours.brouillon(porteuse)
    actions.joindre_piece(brouillon, "pieces-0-fichier", parcours.exemplaire_signe(), acteur=parcours.acteur(porteuse))
    parcours.deposer(brouillon, parcours.demande())
    avis = parcours.avis(Candidature.objects.get())
    client = par_son_lien(avis)
    adresse = reverse("candidatures:avis-piece", args=[avis.dossier.numero, brouillon.reponses.pieces.get().pk])
    assert adresse in client.get(avis.get_absolute_url()).text
    piece = client.get(adresse)
    finir(piece)
    assert piece.status_code == 200
    actions.retirer_demande_avis(avis.candidature, avis=avis, acteur=parcours.acteur(parcours.pilote()))
    assert client.get(adresse).url.startswith("/compte/login/")


def test_se_deporter_connecte_cache_le_dossier_partout(avis):
    client = connecte(avis.personne)
    numero = avis.dossier.numero
    page = client.get(deport(avis))
    assert "ne vous est plus montré nulle part" in page.text
    assert not Deport.objects.exists()
    reponse = client.post(deport(avis))
    assert reponse.url == reverse("accueil:comite-dossiers")
    assert dits(reponse) == [f"Votre déport est noté : le dossier {numero} ne vous est plus montré."]
    client.get(reponse.url)
    for adresse in (avis.get_absolute_url(), deport(avis), reverse("candidatures:avis-piece", args=[numero, 1])):
        assert client.get(adresse).status_code == 404
    for route in ("accueil:comite", "accueil:comite-dossiers", "accueil:comite-besoins", "accueil:mon-espace"):
        assert numero not in client.get(reverse(route)).text
    assert dits(client.post(deport(avis))) == [DEJA_FAIT]
    assert Deport.objects.count() == 1


def test_se_deporter_par_le_lien_ferme_le_lien(avis):
    client = par_son_lien(avis)
    reponse = client.post(deport(avis))
    assert reponse.url == reverse("accueil:accueil")
    assert "Votre déport est noté" in client.get(reponse.url).text
    assert client.get(avis.get_absolute_url()).url.startswith("/compte/login/")
    assert Client().get(reverse("comptes:lien", args=[LienPersonnel.objects.get(but="avis").jeton])).status_code == 410


@formulaire_public
@given(sens=st.one_of(st.sampled_from([*Avis.Sens.values, ""]), TEXTE), commentaire=st.one_of(TEXTE, LONG))
def test_toute_saisie_par_le_lien_est_enregistree_ou_revient(avis, sens, commentaire):
    with parenthese():
        reponse = par_son_lien(avis).post(avis.get_absolute_url(), {"sens": sens, "commentaire": commentaire})
        rendu = Avis.objects.get(pk=avis.pk)
        if reponse.status_code == 200:
            assert reponse.context["form"].errors
            assert reponse.context["form"]["commentaire"].value() == recu(commentaire)
            assert not rendu.est_rendu
        else:
            assert reponse.status_code == 302
            assert (rendu.sens, rendu.commentaire) == (sens, sans_controles(commentaire).strip())
