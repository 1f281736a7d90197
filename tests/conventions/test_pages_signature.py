"""The page where one person signs, by account and by link, without script."""

from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from comptes.models import LienPersonnel
from conventions import actions
from conventions.models import Convention, GenrePreuve, Preuve, Signataire
from socle.models import Courriel
from tests import parcours
from tests.navigation import connecte

pytestmark = pytest.mark.django_db


@pytest.fixture
def convention() -> Convention:
    return parcours.convention("emise")


@pytest.fixture
def signataire(convention) -> Signataire:
    return parcours.signature(convention)


def adresse(convention: Convention, nom: str = "signer") -> str:
    return reverse(f"conventions:{nom}", args=[convention.numero])


def venue_par_lien(signataire: Signataire) -> Client:
    lien = LienPersonnel.objects.get(but="signature", objet_id=signataire.pk)
    client = Client(headers={"user-agent": "Navigateur d’essai"})
    reponse = client.post(reverse("comptes:lien", args=[lien.jeton]), REMOTE_ADDR="192.0.2.9")
    assert reponse.url == adresse(signataire.convention)
    return client


def texte(reponse) -> str:
    return unescape(reponse.content.decode())


def test_avec_son_compte_on_lit_puis_on_signe_sans_code(convention, signataire):
    client = connecte(signataire.personne)
    page = texte(client.get(adresse(convention)))
    for lu in (
        "Lire, puis signer",
        convention.document.empreinte,
        "en accepter tous les termes en mon nom",
        "Je préfère signer sur papier",
    ):
        assert lu in page
    assert "Code reçu par courriel" not in page
    manque = texte(client.post(adresse(convention), {"nom": "Mathieu Sarda", "version": "2026-1"}))
    assert "Cochez cette case si vous acceptez la convention" in manque
    autre = texte(client.post(adresse(convention), {"nom": "Quelqu’un", "accord": "on", "version": "2026-1"}))
    assert "Écrivez votre nom comme la convention le donne" in autre
    saisie = {"nom": "Mathieu Sarda", "accord": "on", "version": "2026-1"}
    suite = client.post(adresse(convention), saisie, follow=True)
    assert "Vous avez signé" in texte(suite)
    assert "Il manque encore 2 signatures\u00a0: Claire Vidal, Nadia Belkacem" in texte(suite)
    assert client.post(adresse(convention), saisie).status_code == 302
    assert Preuve.objects.filter(genre=GenrePreuve.SIGNE).count() == 1


def test_par_le_lien_on_demande_le_code_puis_on_signe(convention, signataire):
    client = venue_par_lien(signataire)
    ouverte = Preuve.objects.get(genre=GenrePreuve.LIEN_OUVERT)
    assert (ouverte.donnees["adresse_ip"], ouverte.donnees["agent"]) == ("192.0.2.9", "Navigateur d’essai")
    page = texte(client.get(adresse(convention)))
    assert "Recevoir mon code" in page
    assert "m…@exemple.test" in page
    assert "mentor@exemple.test" not in page
    suite = texte(client.post(adresse(convention, "code"), follow=True))
    assert "Code reçu par courriel" in suite
    assert "Attendez une minute" in texte(client.post(adresse(convention, "code"), follow=True))
    code = actions.fabriquer(code_id=signataire.codes.get().pk)
    assert code not in suite
    saisie = {"nom": "Mathieu Sarda", "accord": "on", "version": "2026-1"}
    faux = texte(client.post(adresse(convention), saisie | {"code": f"{(int(code) + 7) % 1_000_000:06d}"}))
    assert "Il vous reste 4 essais" in faux
    assert "Vous avez signé" in texte(client.post(adresse(convention), saisie | {"code": code}, follow=True))
    assert client.get(reverse("conventions:pdf", args=[convention.numero])).status_code == 200


def test_lire_la_page_n_ecrit_rien(convention, signataire):
    client, avant = connecte(signataire.personne), Preuve.objects.count()
    client.get(adresse(convention))
    assert Preuve.objects.count() == avant


def test_un_lien_n_ouvre_que_sa_convention_et_rien_d_autre(convention, signataire):
    client = venue_par_lien(signataire)
    autre = parcours.convention(
        "emise", accompagnement_=parcours.accompagnement("prepare", candidature_=parcours.candidature("acceptee", rang=1))
    )
    assert client.get(adresse(autre)).status_code == 404
    assert client.get(reverse("conventions:pdf", args=[autre.numero])).status_code == 404
    assert client.get(convention.get_absolute_url()).status_code == 302


def test_sans_compte_ni_lien_on_est_mene_a_la_connexion(convention):
    for nom in ("signer", "refuser"):
        assert Client().get(adresse(convention, nom)).status_code == 302
    assert Client().post(adresse(convention, "code")).status_code == 302
    assert not Courriel.objects.filter(gabarit="conventions/code").exists()


def test_refuser_demande_pourquoi_et_le_montre_a_tous(convention, signataire):
    client = connecte(signataire.personne)
    page = texte(client.get(adresse(convention, "refuser")))
    assert "Votre refus arrête cette convention pour tout le monde" in page
    assert "Dites pourquoi" in texte(client.post(adresse(convention, "refuser"), {"motif": ""}))
    suite = client.post(adresse(convention, "refuser"), {"motif": "Les dates ont changé."}, follow=True)
    assert "Vous n’avez pas signé" in texte(suite)
    nadia = connecte(parcours.signature(convention, "beneficiaire").personne)
    assert "Les dates ont changé." in texte(nadia.get(adresse(convention)))
    assert "Les dates ont changé." in texte(nadia.get(convention.get_absolute_url()))
    assert client.post(adresse(convention, "refuser"), {"motif": "Encore."}).status_code == 302


def test_la_personne_qui_represente_la_structure_signe_par_son_lien():
    paire = parcours.accompagnement("prepare")
    odile = parcours.representant(paire.mentor.structure)
    convention = parcours.convention("emise", accompagnement_=paire)
    client = venue_par_lien(convention.signataires.get(personne=odile))
    assert "au nom de la structure que je représente" not in texte(client.get(adresse(convention)))
    client.post(adresse(convention, "code"))
    assert "au nom de la structure que je représente" in texte(client.get(adresse(convention)))
    assert client.get(paire.get_absolute_url()).status_code == 302


def test_signee_la_page_le_dit(convention, signataire):
    for autre in convention.signataires.all():
        parcours.signer(autre)
    page = texte(connecte(signataire.personne).get(adresse(convention)))
    assert "Tout le monde a signé" in page


def test_la_page_des_images_les_demande_a_part(convention, signataire):
    assert "images ou des sons" not in texte(connecte(signataire.personne).get(adresse(convention)))
    Convention.objects.filter(pk=convention.pk).update(captation=True)
    assert "images ou des sons" in texte(connecte(signataire.personne).get(adresse(convention)))


def test_la_page_lit_tout_en_une_fois(convention, signataire, django_assert_num_queries: DjangoAssertNumQueries):
    client = connecte(signataire.personne)
    client.get(adresse(convention))
    with django_assert_num_queries(5):
        client.get(adresse(convention))


def test_un_lien_perime_se_redemande_et_la_page_dit_la_meme_chose_dans_tous_les_cas(convention, signataire, horloge):
    lien = LienPersonnel.objects.get(but="signature", objet_id=signataire.pk)
    morte = reverse("comptes:lien", args=[lien.jeton])
    vivant = texte(Client().post(f"{morte}renouveler/"))
    horloge.avancer(timedelta(days=16))
    page = texte(Client().get(morte))
    assert "Recevoir un nouveau lien" in page
    perime, inconnu = (texte(Client().post(f"{chemin}renouveler/")) for chemin in (morte, "/l/1-1:contrefait/"))
    assert "Si ce lien pouvait être renouvelé" in perime
    assert vivant == perime == inconnu
    assert Courriel.objects.filter(gabarit="conventions/nouveau_lien").count() == 1
