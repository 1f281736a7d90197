"""The pages say « l’avenant » when it is one and « la convention » otherwise."""

from html import unescape

import pytest
from django.urls import reverse

from conventions.models import Convention, GenrePreuve, Preuve
from conventions.mots import AVENANT, CONVENTION
from tests import avenants, parcours
from tests.conventions.test_pages_signature import adresse, venue_par_lien
from tests.navigation import connecte

pytestmark = pytest.mark.django_db


def texte(reponse) -> str:
    return " ".join(unescape(reponse.content.decode()).replace("\u00a0", " ").split())


@pytest.fixture
def avenant() -> Convention:
    return avenants.avenant("emise")


def test_les_participes_s_accordent():
    etats = [Convention.Etat(etat).label for etat in Convention.Etat.values]
    assert [CONVENTION.accorder(etat) for etat in etats] == etats
    assert [AVENANT.accorder(etat) for etat in etats] == ["En préparation", "Émis", "Signé", "Refusé", "Annulé", "Résilié"]


def test_la_page_ou_l_on_signe_un_avenant_montre_ce_qui_change(avenant):
    signataire = parcours.signature(avenant)
    page = texte(connecte(signataire.personne).get(adresse(avenant)))
    for lu in ("Ce qui change", "Une demi-journée de plus.", "3 demi-journées", "Signer l’avenant", "Tel que l’avenant le donne"):
        assert lu in page
    assert f"avoir lu en entier l’avenant {avenant.numero} et en accepter" in page
    assert "Signer la convention" not in page
    manque = texte(connecte(signataire.personne).post(adresse(avenant), {"nom": signataire.nom, "version": "2026-1"}))
    assert "Cochez cette case si vous acceptez l’avenant." in manque
    parcours.signer(signataire)
    preuve = Preuve.objects.get(convention=avenant, genre=GenrePreuve.SIGNE)
    assert f"avoir lu en entier l’avenant {avenant.numero} " in preuve.donnees["texte"]


def test_la_page_ou_l_on_signe_une_convention_n_en_parle_pas():
    convention = parcours.convention("emise")
    page = texte(connecte(parcours.signature(convention).personne).get(adresse(convention)))
    assert f"avoir lu en entier la convention {convention.numero} et en accepter" in page
    assert "Signer la convention" in page
    assert "Ce qui change" not in page
    assert "Signer l’avenant" not in page


def test_refuser_un_avenant_laisse_la_convention(avenant):
    client = connecte(parcours.signature(avenant).personne)
    page = texte(client.get(adresse(avenant, "refuser")))
    assert "Votre refus arrête cet avenant pour tout le monde" in page
    suite = texte(client.post(adresse(avenant, "refuser"), {"motif": "Trop tard pour nous."}, follow=True))
    assert "La convention déjà signée reste en vigueur, telle qu’elle était." in suite
    assert "Cette convention" not in suite
    assert "Refusé<" in suite
    assert "N’a pas signé" in suite
    assert "Signature attendue" not in suite
    lue = texte(connecte(parcours.signature(avenant).personne).get(avenant.get_absolute_url()))
    assert "Cet avenant est refusé." in lue


def test_mon_espace_et_la_page_de_la_paire_parlent_de_l_avenant(avenant):
    mentor = connecte(avenant.accompagnement.mentor.personne)
    espace = texte(mentor.get(reverse("accueil:mon-espace")))
    assert f"Signer l’avenant « {avenant.accompagnement.candidature.intitule} »" in espace
    assert "Ce qu’il change prend effet une fois que toutes les signatures sont réunies." in espace
    assert "L’avenant attend votre signature" in texte(mentor.get(avenant.accompagnement.get_absolute_url()))


def test_la_page_de_verification_dit_ce_que_le_numero_designe(avenant, client):
    page = texte(client.get(reverse("accueil:verifier-numero", args=[avenant.numero])))
    assert "Il désigne un avenant à une convention de transfert de savoir-faire." in page
    assert "Émis<" in page
    base = texte(client.get(reverse("accueil:verifier-numero", args=[avenant.parent.numero])))
    assert "Il désigne une convention de transfert de savoir-faire." in base
    assert "Signée<" in base


def test_l_avenant_scelle_se_telecharge_par_le_lien_de_qui_l_a_signe(avenant):
    scelle = parcours.sceller(avenants.signer_sur_papier(avenant))
    client = venue_par_lien(parcours.signature(scelle, "pilote"))
    page = texte(client.get(adresse(scelle)))
    assert "Le document final : le texte, les signatures et le sceau." in page
    assert client.get(reverse("conventions:pdf", args=[scelle.numero])).content == bytes(scelle.scelle.octets)
    lue = texte(connecte(scelle.accompagnement.mentor.personne).get(scelle.get_absolute_url()))
    assert "Avenant signé et scellé" in lue
    assert "Ce qu’il change est en vigueur." in lue
