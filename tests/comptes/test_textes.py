"""What allauth says: every message and every error in our words, none in its own."""

from pathlib import Path

import allauth
import pytest
from allauth.account.adapter import get_adapter as compte
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import get_adapter as second_facteur
from django.conf import settings
from django.test import Client
from django.urls import reverse

from comptes import textes
from tests.fabriques import PersonneFactory, SecondFacteurFactory

from .test_pages import DEHORS

# What this platform does not have: telephone numbers as identifiers, user names, accounts of other sites.
HORS_SUJET = ("phone", "username", "unknown_phone")
LEURS = Path(allauth.__file__).parent / "templates"
MESSAGES = sorted(
    chemin.relative_to(LEURS).as_posix()
    for application in ("account", "mfa", "usersessions")
    for chemin in (LEURS / application / "messages").glob("*.txt")
    if not chemin.stem.startswith(HORS_SUJET)
)
DE_ALLAUTH = ("e-mail", "email", "utilisateur", "patient", "veuillez", "(e)", "clé secrète", "clé de sécurité")


def _est_a_nous(texte: str) -> bool:
    return not any(mot in texte.lower() for mot in DE_ALLAUTH)


@pytest.mark.parametrize("nom", MESSAGES)
def test_chaque_message_d_allauth_est_recrit(nom: str):
    recrit = settings.BASE_DIR / "templates" / nom
    assert recrit.exists(), nom
    texte = recrit.read_text()
    assert _est_a_nous(texte.replace("{{ email }}", ""))
    assert texte.strip() == "" or texte.strip()[-1] == "."


@pytest.mark.parametrize(
    ("adaptateur", "nos_erreurs"),
    [(compte, textes.ERREURS_DU_COMPTE), (second_facteur, textes.ERREURS_DU_SECOND_FACTEUR)],
    ids=["compte", "second facteur"],
)
def test_chaque_erreur_d_allauth_est_recrite(adaptateur, nos_erreurs: dict[str, str]):
    siennes = {code for code in adaptateur().error_messages if not code.startswith(HORS_SUJET)}
    assert siennes == set(nos_erreurs)
    for code, phrase in nos_erreurs.items():
        assert adaptateur().validation_error(code, *([3] if "%d" in phrase else [])).messages[0][-1] == "."
        assert _est_a_nous(phrase)


@pytest.mark.django_db
def test_chaque_facon_de_se_prouver_encore_a_notre_nom():
    personne = PersonneFactory()
    personne.set_password("quatre mots sans rapport")
    personne.save()
    SecondFacteurFactory(user=personne)
    facons = compte().get_reauthentication_methods(personne)
    assert len(facons) == len(get_reauthentication_flows(personne)) == 2
    assert {facon["id"]: facon["description"] for facon in facons}.items() <= textes.PREUVES.items()


@pytest.mark.django_db
@pytest.mark.parametrize("nom", DEHORS)
def test_les_pages_d_entree_ne_disent_ni_e_mail_ni_utilisateur(client: Client, nom: str):
    assert _est_a_nous(client.get(reverse(nom)).text.replace('type="email"', "").replace('"email"', "").replace("id_email", ""))


@pytest.mark.django_db
def test_un_mot_de_passe_faux_se_dit_simplement(client: Client):
    reponse = client.post(reverse("account_login"), {"login": "x@exemple.test", "password": "faux"})
    assert "L’adresse ou le mot de passe ne correspond pas." in reponse.text


@pytest.mark.django_db
def test_une_adresse_deja_dans_le_compte_se_dit_simplement(client: Client):
    personne = PersonneFactory()
    EmailAddress.objects.create(user=personne, email=personne.email, verified=True, primary=True)
    client.force_login(personne)
    reponse = client.post(reverse("account_email"), {"action_add": "", "email": personne.email})
    assert "Cette adresse est déjà dans votre compte." in reponse.text


@pytest.mark.django_db
def test_deconnecter_les_autres_appareils_se_dit_simplement(client: Client):
    personne = PersonneFactory()
    for navigateur in (Client(), client):
        navigateur.force_login(personne)
        navigateur.get(reverse("usersessions_list"))
    assert "Les autres appareils sont déconnectés." in client.post(reverse("usersessions_list"), follow=True).text
