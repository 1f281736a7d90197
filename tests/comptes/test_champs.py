"""What is typed fits in the column that keeps it: PostgreSQL refuses what is longer, SQLite does not."""

from collections.abc import Iterator

import pytest
from allauth.account.fields import EmailField
from django import forms
from django.test import Client
from django.urls import get_resolver, reverse

from comptes.actions import trouver_ou_creer_structure
from comptes.champs import ChampCourriel
from comptes.models import Personne, Structure
from socle.models import Courriel
from tests import parcours

SE_DEPLIE = "\ufdfa"  # one character, eighteen once folded


def _formulaires(modele: type[forms.BaseForm] = forms.BaseForm) -> Iterator[type[forms.BaseForm]]:
    for formulaire in modele.__subclasses__():
        yield formulaire
        yield from _formulaires(formulaire)


def test_aucun_formulaire_ne_laisse_passer_une_adresse_plus_longue_que_la_colonne():
    get_resolver().url_patterns  # noqa: B018  (imports the forms of every application)
    champs = {
        f"{formulaire.__module__}.{formulaire.__name__}": champ
        for formulaire in _formulaires()
        for champ in getattr(formulaire, "base_fields", {}).values()
        # allauth's own are bounded when they are built: the pages of the account, below.
        if isinstance(champ, forms.EmailField) and not isinstance(champ, EmailField)
    }
    place = Personne._meta.get_field("email").max_length
    assert "mentors.forms.equipe.Inscription" in champs
    assert {nom: champ.max_length for nom, champ in champs.items() if champ.max_length is None or champ.max_length > place} == {}


def _adresse(longueur: int) -> str:
    domaine = "@" + ".".join(["exemple" * 8] * 3) + ".test"
    return "n" * (longueur - len(domaine)) + domaine


def test_une_adresse_trop_longue_se_dit():
    champ = ChampCourriel()
    assert champ.clean(_adresse(254)) == _adresse(254)
    with pytest.raises(forms.ValidationError):
        champ.clean(_adresse(255))


@pytest.mark.django_db
@pytest.mark.parametrize("route", ["account_signup", "account_reset_password", "account_request_login_code", "account_login"])
def test_les_pages_du_compte_aussi(client: Client, route: str):
    saisie = {"password": "un mot de passe solide", "password1": "un mot de passe solide", "prenom": "Nadia", "nom": "Belkacem"}
    champ = "login" if route == "account_login" else "email"
    reponse = client.post(reverse(route), {**saisie, champ: _adresse(255)})
    assert "254" in str(reponse.context["form"].errors[champ])
    assert not Courriel.objects.exists()


@pytest.mark.django_db
def test_une_autre_adresse_aussi(client: Client):
    client.force_login(parcours.personne())
    reponse = client.post(reverse("account_email"), {"action_add": "", "email": _adresse(255)})
    assert "254" in str(reponse.context["form"].errors["email"])


@pytest.mark.django_db
def test_un_nom_qui_s_allonge_une_fois_replie_s_enregistre_et_se_retrouve():
    structure = trouver_ou_creer_structure(siret=parcours.SIRETS[0], raison_sociale=SE_DEPLIE * 160, commune=SE_DEPLIE * 64)
    assert len(structure.recherche) > 4000
    assert Structure.objects.filter(recherche__contains=structure.recherche.split()[0]).get() == structure


@pytest.mark.django_db
def test_une_candidature_aussi():
    porteur = parcours.personne()
    deposee = parcours.a_candidatures.deposer(
        parcours.brouillon(porteur),
        parcours.demande(raison_sociale=SE_DEPLIE * 160, commune=SE_DEPLIE * 64),
        acteur=parcours.acteur(porteur),
    )
    assert len(deposee.recherche) > 4000
