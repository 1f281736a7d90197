"""Anything sent to the pages of an agreement: no error page, nothing signed by chance, no word lost."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from conventions.forms import Informations
from conventions.models import Convention, Partie, Signataire
from tests import parcours
from tests.droits.scene import parenthese
from tests.entrees import LONG, TEXTE, VALEUR, formulaire_public, garde, recu, saisies
from tests.navigation import connecte, par_lien

pytestmark = pytest.mark.django_db
Etat = Signataire.Etat
CHAMPS = ("nom", "accord", "code", "version", "images")
INFORMATIONS = tuple(Informations.base_fields)


@pytest.fixture
def signataire() -> Signataire:
    return parcours.signature(parcours.convention("emise"))


@pytest.fixture
def par_compte(signataire) -> Client:
    return connecte(signataire.personne)


@pytest.fixture
def par_le_lien(signataire) -> Client:
    """The browser of who came by the link of the mail, and asked for a code."""
    client = par_lien(signataire.personne, "signature", signataire.pk)
    client.post(_adresse(signataire, "code"))
    return client


def _adresse(signataire: Signataire, page: str = "signer") -> str:
    return reverse(f"conventions:{page}", args=[signataire.convention.numero])


def _etat(signataire: Signataire) -> str:
    return Signataire.objects.get(pk=signataire.pk).etat


@formulaire_public
@given(saisie=saisies(CHAMPS))
def test_rien_de_ce_qu_on_saisit_ne_signe_sans_le_nom_ni_l_accord(signataire, par_compte, par_le_lien, saisie):
    for client in (par_compte, par_le_lien):
        with parenthese():
            reponse = client.post(_adresse(signataire), saisie)
            # No input holds the name of the agreement: nothing is signed, everything typed comes back.
            assert (reponse.status_code, _etat(signataire)) == (200, Etat.ATTENDU)
            formulaire = reponse.context["formulaire"]
            assert formulaire.errors
            assert formulaire["nom"].value() == recu(saisie["nom"]) if "nom" in saisie else formulaire["nom"].value() is None


@formulaire_public
@given(saisie=saisies(("code", "version", "images")), accord=st.sampled_from(["", "on", "oui", "false", "0"]))
def test_son_nom_et_son_accord_signent_avec_le_texte_lu_et_rien_d_autre(signataire, par_compte, saisie, accord):
    with parenthese():
        reponse = par_compte.post(_adresse(signataire), saisie | {"nom": f"  {signataire.nom.upper()} ", "accord": accord})
        lue = accord not in ("", "false") and garde(saisie.get("version", "")) == "2026-1"
        assert (reponse.status_code, _etat(signataire)) == ((302, Etat.SIGNE) if lue else (200, Etat.ATTENDU))
        assert par_compte.get(_adresse(signataire)).status_code == 200


@formulaire_public
@given(motif=st.one_of(TEXTE, LONG))
def test_tout_refus_est_enregistre_avec_son_motif_ou_revient(signataire, par_le_lien, motif):
    with parenthese():
        reponse = par_le_lien.post(_adresse(signataire, "refuser"), {"motif": motif})
        lue = Signataire.objects.get(pk=signataire.pk)
        if 0 < len(garde(motif)) <= 2000:
            assert (reponse.status_code, lue.etat, lue.motif) == (302, Etat.REFUSE, garde(motif))
            assert par_le_lien.get(_adresse(signataire)).status_code == 200
        else:
            assert (reponse.status_code, lue.etat) == (200, Etat.ATTENDU)
            assert reponse.context["form"]["motif"].value() == recu(motif)


@formulaire_public
@given(saisie=saisies(INFORMATIONS))
def test_toutes_les_informations_sont_gardees_ou_reviennent(saisie):
    partie = Partie.objects.filter(cote="mentor").first() or _en_preparation().parties.get(cote="mentor")
    client = connecte(partie.convention.accompagnement.mentor.personne)
    with parenthese():
        reponse = client.post(partie.get_absolute_url(), saisie)
        lue = Partie.objects.get(pk=partie.pk)
        if reponse.status_code == 302:
            assert (lue.nom, lue.commune) == (garde(saisie["nom"]), garde(saisie["commune"]))
            assert lue.verifiee_le
            return
        formulaire = reponse.context["form"]
        assert (reponse.status_code, lue.verifiee_le) == (200, None)
        assert formulaire.errors
        assert {nom: formulaire[nom].value() for nom in saisie if nom in formulaire.fields and nom != "sur_papier"} == {
            nom: recu(valeur) for nom, valeur in saisie.items() if nom in formulaire.fields and nom != "sur_papier"
        }


@formulaire_public
@given(valeur=VALEUR)
def test_un_code_postal_a_cinq_chiffres(valeur):
    partie = Partie.objects.filter(cote="mentor").first() or _en_preparation().parties.get(cote="mentor")
    client = connecte(partie.convention.accompagnement.mentor.personne)
    with parenthese():
        formulaire = client.post(partie.get_absolute_url(), {"code_postal": valeur}).context["form"]
        assert ("code_postal" in formulaire.errors) == (re.sub(r"[\s.-]", "", garde(valeur)) != "34200")


def _en_preparation() -> Convention:
    return parcours.convention("preparee")
