"""Mails of accounts, as they were read and approved; codes are masked."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse

from comptes import actions
from comptes.models import Instance, Personne
from socle import travaux
from tests import parcours
from tests.fabriques import PersonneFactory
from tests.instantanes import verifier, verifier_courriel

pytestmark = pytest.mark.django_db
INSTANTANES = Path(__file__).parent / "instantanes"
ADRESSE = "lou@exemple.test"
INSCRIPTION = {"prenom": "Lou", "nom": "Ferrer", "email": ADRESSE, "password1": "quatre mots sans rapport"}


@pytest.fixture
def lou() -> Personne:
    """Somebody whose address is confirmed."""
    personne = PersonneFactory(email=ADRESSE, prenom="Lou", nom="Ferrer")
    EmailAddress.objects.create(user=personne, email=ADRESSE, verified=True, primary=True)
    return personne


def parti() -> tuple[str, str, str]:
    """Run the outbox; return subject, text and HTML of the last mail, without what changes from one time to another."""
    travaux.balayer()
    message = mail.outbox[-1]
    html = str(message.alternatives[0].content)
    morceaux = [str(message.subject), str(message.body), html]
    code = re.search(r"^([A-Z0-9-]{6,})$", str(message.body), re.MULTILINE)
    masques = [(settings.ADRESSE_PUBLIQUE, "[adresse]"), ("http://testserver", "[adresse]"), *([(code[1], "[code]")] if code else [])]
    for clair, masque in masques:
        morceaux = [morceau.replace(clair, masque) for morceau in morceaux]
    return morceaux[0], morceaux[1], morceaux[2]


def verifier_parti(nom: str) -> None:
    sujet, texte, _ = parti()
    verifier(f"{sujet}\n\n{texte}", INSTANTANES / f"{nom}.txt")


def test_le_code_d_inscription(client: Client):
    client.post(reverse("account_signup"), INSCRIPTION)
    verifier_parti("email_confirmation_signup")


def test_l_inscription_avec_une_adresse_connue(client: Client, lou: Personne):
    client.post(reverse("account_signup"), INSCRIPTION)
    verifier_parti("account_already_exists")


def test_le_code_de_connexion(client: Client, lou: Personne):
    client.post(reverse("account_request_login_code"), {"email": ADRESSE})
    verifier_parti("login_code")


def test_un_code_demande_pour_une_adresse_inconnue(client: Client):
    client.post(reverse("account_request_login_code"), {"email": "personne@exemple.test"})
    verifier_parti("unknown_account")


def test_le_code_du_mot_de_passe(client: Client, lou: Personne):
    client.post(reverse("account_reset_password"), {"email": ADRESSE})
    verifier_parti("password_reset_code")


def test_le_code_d_une_autre_adresse(client: Client, lou: Personne):
    client.force_login(lou)
    client.post(reverse("account_email"), {"action_add": "", "email": "autre@exemple.test"})
    verifier_parti("email_confirmation")


def test_l_invitation():
    with time_machine.travel(datetime(2026, 11, 22, 9, tzinfo=UTC), tick=False):
        personne = parcours.personne(ADRESSE, prenom="Lou", nom="Ferrer")
        actions.donner_mandat(personne, Instance.COMITE_TECHNIQUE, du=date(2026, 12, 1), acteur=parcours.acteur(parcours.administrateur()))
        verifier_courriel("comptes/invitation", personne, INSTANTANES / "invitation.txt")


def test_la_version_html_d_un_courriel(client: Client, lou: Personne):
    client.post(reverse("account_request_login_code"), {"email": ADRESSE})
    verifier(parti()[2], INSTANTANES / "login_code.html")
