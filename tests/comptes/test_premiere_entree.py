"""People known before any account come in with one code; staff and committee are invited."""

import re
from datetime import date

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse

from candidatures.models import Participant
from comptes import actions
from comptes.models import Instance, Personne
from mentors.models import ProfilMentor
from socle import travaux
from socle.acteurs import SYSTEME
from socle.models import Courriel
from tests import parcours
from tests.mentors.test_pages import saisie as fiche
from tests.navigation import connecte

pytestmark = pytest.mark.django_db


def code_recu(adresse: str) -> str:
    """Run the outbox and return the code of the last mail to this address."""
    travaux.balayer()
    dernier = next(message for message in reversed(mail.outbox) if message.to == [adresse])
    trouve = re.search(r"^([A-Z0-9-]{6,})$", str(dernier.body), re.MULTILINE)
    assert trouve, dernier.body
    return trouve[1]


def entrer(adresse: str, suite: str) -> Client:
    """Ask for a code on the sign-in page and give it; return the browser, arrived at `suite` after this one code."""
    client = Client()
    assert "Recevoir un code par courriel" in client.get(reverse("account_login")).text
    demande = client.get(f"{reverse('account_login')}?next={suite}").context["request_login_code_url"]
    confirmation = client.post(demande, {"email": adresse, "next": suite}).url
    suivante = client.get(confirmation).context["redirect_field_value"]
    assert client.post(confirmation, {"code": code_recu(adresse), "next": suivante}).url == suite
    return client


def test_une_personne_ressource_inscrite_par_l_equipe_entre_avec_un_seul_code():
    connecte(parcours.pilote()).post(reverse("mentors:inscrire"), fiche())
    personne = ProfilMentor.objects.get().personne
    assert not EmailAddress.objects.get(user=personne).verified
    espace = reverse("accueil:mon-espace")
    assert entrer(personne.email, espace).get(espace).context["user"] == personne
    assert EmailAddress.objects.get(user=personne).verified


def test_une_personne_accompagnee_entre_avec_un_seul_code():
    candidature = parcours.candidature("acceptee")
    referente = Participant.objects.get(candidature=candidature, est_referente=True).personne
    espace = reverse("accueil:mon-espace")
    assert entrer(str(referente.email), espace).get(espace).context["user"] == referente


def test_un_mandat_donne_invite_et_la_personne_entre_avec_un_seul_code():
    administration = connecte(parcours.administrateur())
    saisie = {"prenom": "Lou", "nom": "Ferrer", "email": "lou@exemple.test", "instance": Instance.COMITE_TECHNIQUE, "du": "2026-01-01"}
    assert administration.post(reverse("admin:comptes_mandat_add"), saisie).status_code == 302
    personne = Personne.objects.get(email="lou@exemple.test")
    assert Courriel.objects.filter(gabarit="comptes/invitation", personne=personne).count() == 1
    comite = reverse("accueil:comite")
    assert entrer("lou@exemple.test", comite).get(comite).status_code == 200


def test_le_meme_mandat_deux_fois_et_un_mandat_de_la_plateforme_n_invitent_pas_de_nouveau():
    personne, acteur = parcours.personne("lou@exemple.test"), parcours.acteur(parcours.administrateur())
    for _ in range(2):
        actions.donner_mandat(personne, Instance.COMITE_TECHNIQUE, du=date(2026, 1, 1), acteur=acteur)
    actions.donner_mandat(personne, Instance.COMITE_SELECTION, du=date(2026, 1, 1), acteur=SYSTEME)
    assert Courriel.objects.filter(gabarit="comptes/invitation").count() == 1


def test_s_inscrire_avec_une_adresse_connue_dit_comment_entrer(client: Client):
    personne = actions.trouver_ou_creer_personne(email="leila@exemple.test", prenom="Leïla", nom="Mansouri")
    saisie = {"prenom": "Leïla", "nom": "Mansouri", "email": personne.email, "password1": "quatre mots sans rapport"}
    client.post(reverse("account_signup"), saisie)
    travaux.balayer()
    assert "Mot de passe oublié, ou jamais choisi" in mail.outbox[-1].body
    assert reverse("account_request_login_code") in mail.outbox[-1].body
    assert Personne.objects.filter(email=personne.email).count() == 1


def test_deux_clics_a_l_inscription_font_un_compte_et_un_code(client: Client):
    saisie = {"prenom": "Lou", "nom": "Ferrer", "email": "lou@exemple.test", "password1": "quatre mots sans rapport"}
    premiere, seconde = (client.post(reverse("account_signup"), saisie) for _ in range(2))
    assert premiere.url == seconde.url == reverse("account_email_verification_sent")
    assert Personne.objects.filter(email="lou@exemple.test").count() == 1
    code = code_recu("lou@exemple.test")
    assert len(mail.outbox) == 1
    client.post(reverse("account_email_verification_sent"), {"code": code})
    assert client.get(reverse("accueil:mon-espace")).context["user"].email == "lou@exemple.test"
