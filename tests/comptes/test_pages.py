"""Every page of the accounts: it opens, in French, in our frame, with one title and a name for each field."""

import re
import time
from html.parser import HTMLParser

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.core import mail
from django.test import Client
from django.urls import reverse

from comptes.models import Personne
from socle import travaux
from tests.fabriques import PersonneFactory, SecondFacteurFactory

pytestmark = pytest.mark.django_db
MOT_DE_PASSE = "quatre mots sans rapport"

DEHORS = ["account_login", "account_signup", "account_request_login_code", "account_reset_password", "account_inactive"]
DEDANS = [
    "account_email",
    "account_change_password",
    "account_logout",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_list_webauthn",
    "usersessions_list",
    "comptes:second-facteur",
]


class Page(HTMLParser):
    """The titles, fields and labels of a page."""

    def __init__(self, texte: str) -> None:
        super().__init__()
        self.titres = 0
        self.champs: set[str] = set()
        self.etiquettes: set[str] = set()
        self.interdits: list[str] = []
        self.feed(texte)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        valeurs = dict(attrs)
        self.titres += tag == "h1"
        if tag in {"input", "select", "textarea"} and valeurs.get("type") != "hidden":
            self.champs.add(valeurs.get("id") or f"sans id : {valeurs}")
        if tag == "label":
            self.etiquettes.add(valeurs.get("for") or "")
        self.interdits += [nom for nom, _ in attrs if nom == "style" or nom.startswith("on")]
        if tag == "style" or (tag == "script" and "src" not in valeurs and valeurs.get("type") != "application/json"):
            self.interdits.append(tag)


def verifier(texte: str) -> None:
    page = Page(texte)
    assert page.titres == 1
    assert page.champs <= page.etiquettes
    assert page.interdits == []
    assert '<html lang="fr">' in texte
    assert 'id="contenu"' in texte


@pytest.fixture
def connectee(client: Client) -> Personne:
    """Somebody who signed in a moment ago, with a password."""
    personne = PersonneFactory()
    personne.set_password(MOT_DE_PASSE)
    personne.save()
    EmailAddress.objects.create(user=personne, email=personne.email, verified=True, primary=True)
    client.post(reverse("account_login"), {"login": personne.email, "password": MOT_DE_PASSE})
    return personne


@pytest.mark.parametrize("route", DEHORS)
def test_pages_des_visiteurs(client: Client, route: str):
    reponse = client.get(reverse(route))
    assert reponse.status_code == 200
    verifier(reponse.text)


@pytest.mark.parametrize("route", DEDANS)
def test_pages_de_qui_est_connecte(client: Client, connectee: Personne, route: str):
    reponse = client.get(reverse(route))
    assert reponse.status_code == 200
    verifier(reponse.text)


@pytest.mark.parametrize("suite", ["https://ailleurs.test/", "//ailleurs.test/", "/\\ailleurs.test/", "javascript:alert(1)"])
def test_se_connecter_ne_mene_jamais_ailleurs(client: Client, connectee: Personne, suite: str):
    client.logout()
    reponse = client.post(reverse("account_login"), {"login": connectee.email, "password": MOT_DE_PASSE, "next": suite})
    assert reponse.headers["Location"] == reverse("accueil:mon-espace")


@pytest.mark.parametrize("chemin", ["/", "/mon-espace/", "/referentiel/", "/une-adresse-inconnue/"])
def test_les_pages_de_qui_est_connecte_ne_se_gardent_dans_aucun_cache(client: Client, connectee: Personne, chemin: str):
    assert "no-store" in client.get(chemin).headers["Cache-Control"]
    client.logout()
    assert "Cache-Control" not in client.get("/").headers


@pytest.mark.parametrize(
    "route", ["mfa_index", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_deactivate_totp", "mfa_list_webauthn"]
)
def test_pages_du_second_facteur_pose(client: Client, connectee: Personne, route: str):
    SecondFacteurFactory(user=connectee)
    SecondFacteurFactory(user=connectee, type=Authenticator.Type.RECOVERY_CODES, data={"seed": encrypt("0123456789abcdef"), "used_mask": 0})
    reponse = client.get(reverse(route))
    assert reponse.status_code == 200
    verifier(reponse.text)


def test_sans_mot_de_passe_on_peut_en_choisir_un(client: Client):
    personne = PersonneFactory()
    personne.set_unusable_password()
    personne.save()
    client.force_login(personne)
    verifier(client.get(reverse("account_set_password")).text)


def test_une_connexion_ancienne_redemande_une_preuve(client: Client, connectee: Personne):
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time() - 301}]
    session.save()
    reponse = client.get(reverse("mfa_activate_totp"), follow=True)
    assert "Confirmez que c’est bien vous" in reponse.text
    verifier(reponse.text)


def test_des_erreurs_sont_resumees_et_liees_aux_champs(client: Client):
    reponse = client.post(reverse("account_signup"), {"prenom": "Élise", "email": "pas une adresse"})
    texte = reponse.text
    verifier(texte)
    for champ in ("nom", "email", "password1"):
        assert f'<a href="#id_{champ}">' in texte
        assert f'id="id_{champ}_error"' in texte
    assert 'value="Élise"' in texte


def test_le_mot_de_passe_oublie_se_remplace_par_un_code(client: Client, connectee: Personne):
    client.logout()
    reponse = client.post(reverse("account_reset_password"), {"email": connectee.email}, follow=True)
    verifier(reponse.text)
    travaux.balayer()
    trouve = re.search(r"^([A-Z0-9-]{6,})$", str(mail.outbox[-1].body), re.MULTILINE)
    assert trouve
    reponse = client.post(reverse("account_confirm_password_reset_code"), {"code": trouve[1]}, follow=True)
    assert "Choisissez un nouveau mot de passe" in reponse.text
    verifier(reponse.text)
    nouveau = "cinq autres mots sans rapport"
    client.post(reverse("account_complete_password_reset"), {"password1": nouveau, "password2": nouveau}, follow=True)
    assert Personne.objects.get(pk=connectee.pk).check_password(nouveau)


def test_une_adresse_inconnue_recoit_la_meme_page_et_un_autre_courriel(client: Client):
    reponse = client.post(reverse("account_request_login_code"), {"email": "inconnue@exemple.test"}, follow=True)
    assert "Saisissez le code reçu" in reponse.text
    travaux.balayer()
    assert [(courriel.subject, courriel.to) for courriel in mail.outbox] == [("Pas de compte à cette adresse", ["inconnue@exemple.test"])]


def test_un_courriel_a_une_version_ecrite_et_une_version_mise_en_page(client: Client, connectee: Personne):
    client.logout()
    client.post(reverse("account_request_login_code"), {"email": connectee.email})
    travaux.balayer()
    courriel = mail.outbox[-1]
    assert courriel.subject == "Votre code de connexion"
    assert str(courriel.body).startswith("Bonjour,")
    assert str(courriel.body).rstrip().endswith("L’équipe du transfert de savoir-faire")
    html, type_mime = courriel.alternatives[0]
    assert type_mime == "text/html"
    assert "<h1>" not in html
    assert "Bonjour," in html
