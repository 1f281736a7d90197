"""Verifying a document: what is said of a hash and of a number, to whom, and what is never said."""

import pytest
from django.urls import reverse

from comptes.models import Structure
from conventions.models import Convention, Signataire
from socle import travaux
from tests import parcours

pytestmark = pytest.mark.django_db
AUTRE = "0123456789abcdef" * 4


def demander(client, empreinte: str, numero: str = "") -> str:
    reponse = client.post(reverse("accueil:verifier"), {"empreinte": empreinte, "numero": numero})
    assert reponse.status_code == 200
    return reponse.content.decode().replace("\u00a0", " ")


@pytest.fixture
def convention() -> Convention:
    return parcours.convention("emise")


def test_un_document_emis_est_intact_et_n_engage_encore_personne(client, convention):
    page = demander(client, convention.document.empreinte)
    assert "Document intact" in page
    assert "telle qu’elle a été émise, avant les signatures" in page
    assert convention.numero in page
    assert "Il n’engage encore personne" in page


def test_une_empreinte_se_lit_comme_tout_outil_l_ecrit(client, convention):
    ecrite = ":".join(convention.document.empreinte[rang : rang + 2] for rang in range(0, 64, 2)).upper()
    assert "Document intact" in demander(client, f" {ecrite} ")


def test_un_numero_connu_et_une_empreinte_inconnue_est_un_document_modifie(client, convention):
    page = demander(client, AUTRE, convention.numero.lower())
    assert "Document modifié" in page
    assert "Document intact" not in page


@pytest.mark.parametrize("numero", ["", "DOS-2026-9999-A1-C1", "n’importe quoi"])
def test_ce_qui_n_est_pas_a_nous_est_inconnu(client, convention, numero):
    page = demander(client, AUTRE, numero)
    assert "Document inconnu" in page
    assert convention.numero not in page


def test_une_convention_en_preparation_ne_se_voit_pas(client):
    convention = parcours.convention("preparee")
    assert "Document inconnu" in demander(client, AUTRE, convention.numero)
    assert client.get(reverse("accueil:verifier-numero", args=[convention.numero])).status_code == 404


def test_le_scan_d_une_signature_sur_papier_est_reconnu(client):
    convention = parcours.convention("signee")
    papier = Signataire.objects.filter(convention=convention, mode="papier").first().exemplaire
    assert "un exemplaire signé sur papier, numérisé" in demander(client, papier.empreinte)


@pytest.mark.parametrize("etat", ["refusee", "resiliee"])
def test_ce_qui_n_engage_plus_personne_le_dit(client, etat):
    convention = parcours.convention(etat)
    assert "n’engage plus personne" in demander(client, convention.document.empreinte)


def test_un_numero_saisi_a_cote_d_une_autre_empreinte_se_dit(client, convention):
    page = demander(client, convention.document.empreinte, "DOS-2026-9999-A1-C1")
    assert "Le numéro saisi n’est pas le sien" in page


def test_un_rapport_est_reconnu_sans_dire_son_contenu(client, django_user_model):
    from socle.documents import production
    from socle.models import DocumentProduit

    contexte = {"entete": production.entete(genre="Rapport", titre="Essai", jour=parcours.horloge.aujourdhui())}
    rapport = DocumentProduit.objects.create(
        genre="rapport",
        nom="rapport.pdf",
        gabarit="rapport",
        version_gabarit="x",
        contexte=contexte,
        octets=b"x",
        empreinte="ab" * 32,
        produit_le=parcours.horloge.maintenant(),
    )
    page = demander(client, rapport.empreinte)
    assert "un rapport produit par la plateforme" in page
    assert rapport.nom not in page


@pytest.mark.parametrize("faux", ["", "abc", "g" * 64, "0" * 63, "0" * 65])
def test_ce_qui_n_est_pas_une_empreinte_est_refuse_en_clair(client, db, faux):
    page = client.post(reverse("accueil:verifier"), {"empreinte": faux}).content.decode()
    assert "tsf-erreurs" in page
    assert "Document " not in page.split("<main")[1].split("Ce que cela prouve")[0].replace("Document à", "")


def test_la_page_d_un_numero_dit_l_etat_les_empreintes_et_aucun_nom(client):
    convention = parcours.convention("signee")
    travaux.balayer()
    convention.refresh_from_db()
    page = client.get(reverse("accueil:verifier-numero", args=[convention.numero])).content.decode()
    assert convention.document.empreinte in page
    assert "Signée" in page
    candidature = convention.accompagnement.candidature
    personnes = [convention.accompagnement.mentor.personne, convention.accompagnement.beneficiaire, candidature.porteur]
    noms = [mot for qui in personnes for mot in (qui.prenom, qui.nom)] + list(Structure.objects.values_list("raison_sociale", flat=True))
    assert [nom for nom in noms if nom and nom in page.split("<main")[1]] == []
    assert candidature.intitule not in page


def test_verifier_sans_arret_se_ralentit(client, convention):
    adresse, demande = reverse("accueil:verifier"), {"empreinte": AUTRE, "numero": convention.numero}
    reponses = [client.post(adresse, demande).status_code for _ in range(61)]
    assert reponses[:60] == [200] * 60
    assert reponses[60] == 429


def test_la_page_dit_ce_que_cela_prouve_et_comment_calculer(client, db):
    page = client.get(reverse("accueil:verifier")).content.decode()
    for phrase in ("La signature est simple", "Le sceau prouve l’intégrité, pas l’identité", "sha256sum", "certutil", "shasum -a 256"):
        assert phrase in page
    assert reverse("accueil:verifier") in client.get(reverse("accueil:accueil")).content.decode()
