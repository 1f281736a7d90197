"""The page of an agreement and its files, for both parties."""

from hashlib import sha256

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from conventions import actions
from conventions.models import Convention
from tests import parcours
from tests.navigation import connecte

pytestmark = pytest.mark.django_db


def adresses(convention: Convention) -> list[str]:
    return [reverse(f"conventions:{nom}", args=[convention.numero]) for nom in ("detail", "pdf", "signer")]


def test_la_convention_se_lit_en_mots_simples_et_se_telecharge():
    convention = parcours.convention("emise")
    paire = convention.accompagnement
    for personne, titre in ((paire.mentor.personne, "À relire et à signer"), (paire.candidature.porteur, "Les signatures sont attendues")):
        page = connecte(personne).get(convention.get_absolute_url()).content.decode()
        for lu in ("Mathieu Sarda", "Deux demi-journées", "500\u00a0€ au plus", titre, convention.document.empreinte):
            assert lu in page
        assert "Chaque personne s’engage sur la base du volontariat et peut arrêter sans avoir à se justifier." in page
    reponse = connecte(paire.mentor.personne).get(reverse("conventions:pdf", args=[convention.numero]))
    assert sha256(reponse.content).hexdigest() == convention.document.empreinte
    assert f'filename="{convention.numero}.pdf"' in reponse["Content-Disposition"]


def test_pendant_que_le_document_se_prepare():
    convention = actions.emettre(parcours.convention("verifiee"), acteur=parcours.acteur(parcours.pilote()))
    client = connecte(convention.accompagnement.mentor.personne)
    assert "Le document se prépare" in client.get(convention.get_absolute_url()).content.decode()
    reponse = client.get(reverse("conventions:pdf", args=[convention.numero]), follow=True)
    assert "Le document n’est pas encore prêt" in reponse.content.decode()
    assert client.get(reverse("conventions:signer", args=[convention.numero])).status_code == 404
    assert "Votre convention se prépare" in client.get(convention.accompagnement.get_absolute_url()).content.decode()


def test_la_page_de_la_paire_mene_a_la_signature():
    convention = parcours.convention("emise")
    paire = convention.accompagnement
    page = connecte(paire.mentor.personne).get(paire.get_absolute_url()).content.decode()
    assert "La convention attend votre signature" in page
    assert reverse("conventions:signer", args=[convention.numero]) in page
    assert "Il manque la signature de" in connecte(paire.candidature.porteur).get(paire.get_absolute_url()).content.decode()


def test_l_exemplaire_signe_se_telecharge():
    convention = parcours.convention("signee")
    client = connecte(convention.accompagnement.candidature.porteur)
    page = client.get(convention.get_absolute_url()).content.decode()
    assert "Signée par tout le monde" in page
    signataire = parcours.signature(convention)
    assert signataire.exemplaire.empreinte in page
    adresse = reverse("conventions:exemplaire", args=[convention.numero, signataire.pk])
    assert b"".join(client.get(adresse).streaming_content) == parcours.PDF
    assert client.get(reverse("conventions:exemplaire", args=[convention.numero, signataire.pk + 100])).status_code == 404


def test_une_convention_en_preparation_n_est_qu_a_l_equipe():
    convention = parcours.convention("preparee")
    paire = convention.accompagnement
    for personne in (paire.mentor.personne, paire.candidature.porteur):
        assert [connecte(personne).get(adresse).status_code for adresse in adresses(convention)] == [404, 404, 404]
    page = connecte(parcours.pilote()).get(convention.get_absolute_url()).content.decode()
    assert "Pas encore émise" in page
    assert "Deux demi-journées" in page


def test_une_convention_annulee_le_dit():
    convention = parcours.convention("emise")
    convention = actions.annuler(convention, acteur=parcours.acteur(parcours.pilote()))
    page = connecte(convention.accompagnement.mentor.personne).get(convention.get_absolute_url()).content.decode()
    assert "Cette convention est annulée." in page
    assert "À relire et à signer" not in page


def test_les_autres_n_en_voient_rien():
    convention = parcours.convention("signee")
    for personne in (
        parcours.personne("autre@exemple.test"),
        parcours.membre_du_comite(),
        parcours.mentor(email="autre2@exemple.test").personne,
    ):
        assert [connecte(personne).get(adresse).status_code for adresse in adresses(convention)] == [404, 404, 404]
    assert [Client().get(adresse).status_code for adresse in adresses(convention)] == [302, 302, 302]


def test_la_page_lit_tout_en_une_fois(django_assert_num_queries: DjangoAssertNumQueries):
    convention = parcours.convention("signee")
    client = connecte(convention.accompagnement.mentor.personne)
    client.get(convention.get_absolute_url())
    with django_assert_num_queries(6):
        client.get(convention.get_absolute_url())


def test_une_convention_annulee_avant_son_emission_n_est_qu_a_l_equipe():
    convention = parcours.convention("annulee")
    paire = convention.accompagnement
    for personne in (paire.mentor.personne, paire.candidature.porteur):
        assert connecte(personne).get(convention.get_absolute_url()).status_code == 404
        assert convention.numero not in connecte(personne).get(paire.get_absolute_url()).content.decode()
    assert "n’a jamais été émise" in connecte(parcours.pilote()).get(convention.get_absolute_url()).content.decode()


def test_une_convention_resiliee_le_dit():
    convention = parcours.convention("resiliee")
    page = connecte(convention.accompagnement.mentor.personne).get(convention.get_absolute_url()).content.decode()
    assert "Cette convention est résiliée." in page
    assert "Signée par tout le monde, puis résiliée" in page
    assert "Les séances peuvent se tenir" not in page
