"""An account belongs to who proves its address: what somebody else set up before gives nothing."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse

from comptes.actions import trouver_ou_creer_personne
from comptes.models import Personne
from socle import travaux
from tests.fabriques import PersonneFactory

pytestmark = pytest.mark.django_db
ADRESSE = "claire@exemple.test"
MOT_DE_PASSE = "quatre mots sans rapport"


@pytest.fixture
def usurpateur() -> Client:
    """The browser of somebody who signed up with the address of somebody else, and cannot confirm it."""
    navigateur = Client()
    saisie = {"prenom": "Faux", "nom": "Nom", "email": ADRESSE, "password1": MOT_DE_PASSE}
    assert navigateur.post(reverse("account_signup"), saisie).status_code == 302
    assert Personne.objects.get(email=ADRESSE).check_password(MOT_DE_PASSE)
    return navigateur


def code_recu() -> str:
    """Run the outbox and return the code of the last mail."""
    travaux.balayer()
    assert mail.outbox[-1].to == [ADRESSE]
    trouve = re.search(r"^([A-Z0-9-]{6,})$", str(mail.outbox[-1].body), re.MULTILINE)
    assert trouve, mail.outbox[-1].body
    return trouve[1]


def entrer_par_un_code(navigateur: Client):
    navigateur.post(reverse("account_request_login_code"), {"email": ADRESSE})
    return navigateur.post(reverse("account_confirm_login_code"), {"code": code_recu()}, follow=True)


def test_le_mot_de_passe_d_avant_la_preuve_ne_sert_plus(usurpateur: Client, client: Client):
    reponse = entrer_par_un_code(client)
    assert reponse.context["user"].email == ADRESSE
    assert "le mot de passe choisi avant que votre adresse soit confirmée ne sert plus" in reponse.text
    assert not Personne.objects.get(email=ADRESSE).has_usable_password()
    refuse = Client().post(reverse("account_login"), {"login": ADRESSE, "password": MOT_DE_PASSE})
    assert refuse.status_code == 200


def test_le_code_du_mot_de_passe_oublie_le_retire_aussi(usurpateur: Client, client: Client):
    client.post(reverse("account_reset_password"), {"email": ADRESSE})
    client.post(reverse("account_confirm_password_reset_code"), {"code": code_recu()})
    assert EmailAddress.objects.get(email=ADRESSE).verified
    assert not Personne.objects.get(email=ADRESSE).has_usable_password()


def test_qui_confirme_sa_propre_inscription_garde_son_mot_de_passe(usurpateur: Client):
    usurpateur.post(reverse("account_email_verification_sent"), {"code": code_recu()})
    assert EmailAddress.objects.get(email=ADRESSE).verified
    assert Personne.objects.get(email=ADRESSE).check_password(MOT_DE_PASSE)


def test_une_adresse_deja_prouvee_garde_le_mot_de_passe(client: Client):
    personne = PersonneFactory(email=ADRESSE)
    personne.set_password(MOT_DE_PASSE)
    personne.save()
    EmailAddress.objects.create(user=personne, email=ADRESSE, verified=True, primary=True)
    assert entrer_par_un_code(client).context["user"] == personne
    assert Personne.objects.get(pk=personne.pk).check_password(MOT_DE_PASSE)


def test_une_invitation_ecarte_l_inscription_que_personne_n_a_confirmee(usurpateur: Client):
    avant = Personne.objects.get(email=ADRESSE)
    invitee = trouver_ou_creer_personne(email=ADRESSE, prenom="Claire", nom="Vidal")
    assert (invitee.pk == avant.pk, str(invitee), invitee.has_usable_password()) == (False, "Claire Vidal", False)
    corrigee = {"action": "change", "email": "a-moi@exemple.test"}
    usurpateur.post(reverse("account_email_verification_sent"), corrigee)
    usurpateur.post(reverse("account_email_verification_sent"), {"code": code_recu()})
    assert [(personne.email, str(personne)) for personne in Personne.objects.all()] == [(ADRESSE, "Claire Vidal")]


def test_une_invitation_retrouve_les_personnes_deja_connues():
    sans_compte = trouver_ou_creer_personne(email=ADRESSE, prenom="Claire", nom="Vidal")
    assert trouver_ou_creer_personne(email=ADRESSE.upper(), prenom="C.", nom="V.") == sans_compte
    assert not EmailAddress.objects.get(user=sans_compte).verified
    assert trouver_ou_creer_personne(email=ADRESSE) == sans_compte
    sans_compte.set_password(MOT_DE_PASSE)
    sans_compte.save()
    EmailAddress.objects.update(verified=True)
    assert str(trouver_ou_creer_personne(email=ADRESSE)) == "Claire Vidal"
