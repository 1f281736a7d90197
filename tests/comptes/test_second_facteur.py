"""Sign-up by code, TOTP and passkeys in a real browser; without its second factor, a pilot reaches nothing."""

import base64
import hmac
import re
import struct
import time
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.urls import reverse
from playwright.sync_api import CDPSession, Page, expect

from comptes.models import Instance, Personne
from socle import travaux
from tests.fabriques import MandatFactory, PersonneFactory, SecondFacteurFactory

MOT_DE_PASSE = "quatre mots sans rapport"
PERIODE = 30


def code_de_l_application(secret: str, *, decalage: int = 0) -> str:
    """What an authenticator app shows (RFC 6238); `decalage` periods later, since a code never serves twice."""
    compteur = struct.pack(">Q", int(time.time()) // PERIODE + decalage)
    empreinte = hmac.digest(base64.b32decode(secret), compteur, "sha1")
    debut = empreinte[-1] & 0x0F
    return f"{(struct.unpack('>I', empreinte[debut : debut + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"


def code_du_courriel() -> str:
    """Run the outbox and return the code of the last mail, which stands alone on its line."""
    travaux.balayer()
    trouve = re.search(r"^([A-Z0-9-]{6,})$", str(mail.outbox[-1].body), re.MULTILINE)
    assert trouve, mail.outbox[-1].body
    return trouve[1]


def compte(*instances: Instance) -> Personne:
    """Somebody with a password, a confirmed address and these roles, but no second factor."""
    personne = PersonneFactory()
    personne.set_password(MOT_DE_PASSE)
    personne.save()
    EmailAddress.objects.create(user=personne, email=personne.email, verified=True, primary=True)
    for instance in instances:
        MandatFactory(personne=personne, instance=instance)
    return personne


def se_connecter(page: Page, personne: Personne, suite: str = "") -> None:
    page.goto(reverse("account_login") + (f"?next={suite}" if suite else ""))
    page.get_by_label("Adresse électronique").fill(str(personne.email))
    page.get_by_label("Mot de passe", exact=True).fill(MOT_DE_PASSE)
    page.get_by_role("main").get_by_role("button", name="Se connecter").click()


def se_deconnecter(page: Page) -> None:
    page.goto(reverse("account_logout"))
    page.get_by_role("main").get_by_role("button", name="Se déconnecter").click()


@pytest.fixture
def cle_virtuelle(page: Page) -> tuple[CDPSession, str]:
    """A passkey that Chromium holds itself: always there, always willing."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    options: dict[str, Any] = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    return cdp, cdp.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]


@pytest.mark.navigateur
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("scripts", [True, False], ids=["avec scripts", "sans script"])
def test_on_s_inscrit_par_un_code_recu_par_courriel(page: Page):
    page.goto(reverse("account_signup"))
    page.get_by_label("Prénom").fill("Élise")
    page.get_by_label("Nom", exact=True).fill("Fauré")
    page.get_by_label("Adresse électronique").fill("elise@exemple.test")
    page.get_by_label("Mot de passe").fill(MOT_DE_PASSE)
    page.get_by_role("button", name="Recevoir mon code").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Confirmez votre adresse")
    page.get_by_label("Code").fill("FAUX-FAUX")
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_role("alert")).to_contain_text("Un point à reprendre")
    page.get_by_label("Code").fill(code_du_courriel())
    page.get_by_role("button", name="Continuer").click()
    page.wait_for_url(reverse("accueil:mon-espace"))
    expect(page.get_by_role("banner")).to_contain_text("Élise Fauré")
    assert EmailAddress.objects.get(email="elise@exemple.test").verified


@pytest.mark.navigateur
@pytest.mark.django_db(transaction=True)
def test_on_se_connecte_par_un_code_sans_mot_de_passe(page: Page):
    personne = compte()
    page.goto(reverse("account_login"))
    page.get_by_role("link", name="Recevoir un code par courriel").click()
    page.get_by_label("Adresse électronique").fill(str(personne.email))
    page.get_by_role("button", name="Envoyer le code").click()
    page.get_by_label("Code").fill(code_du_courriel())
    page.get_by_role("button", name="Continuer").click()
    page.wait_for_url(reverse("accueil:mon-espace"))


@pytest.mark.navigateur
@pytest.mark.django_db(transaction=True)
def test_le_pilote_active_une_application_de_codes_et_s_en_sert(page: Page):
    pilote = compte(Instance.PILOTE)
    se_connecter(page, pilote)
    expect(page.get_by_role("heading", level=1)).to_have_text("Votre rôle demande un second facteur")
    page.get_by_role("link", name="Activer une application").click()
    secret = page.locator("#cle-totp").inner_text()
    page.get_by_label("Code").fill(code_de_l_application(secret))
    page.get_by_role("button", name="Activer l’application").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Codes de secours")
    expect(page.get_by_role("list", name="Codes de secours encore valables").get_by_role("listitem")).to_have_count(10)
    de_secours = page.get_by_role("list", name="Codes de secours encore valables").get_by_role("listitem").first.inner_text()
    page.goto(reverse("admin:index"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.url.endswith(reverse("admin:index"))

    se_deconnecter(page)
    se_connecter(page, pilote, reverse("admin:index"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Une dernière vérification")
    page.get_by_label("Code").fill("000000")
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_role("alert", name="Un point à reprendre")).to_contain_text("ce code n’est pas le bon")
    page.get_by_label("Code").fill(code_de_l_application(secret, decalage=1))
    page.get_by_role("button", name="Continuer").click()
    page.wait_for_url(reverse("admin:index"))

    se_deconnecter(page)
    se_connecter(page, pilote, reverse("admin:index"))
    page.get_by_label("Code").fill(de_secours)
    page.get_by_role("button", name="Continuer").click()
    page.wait_for_url(reverse("admin:index"))


@pytest.mark.navigateur
@pytest.mark.django_db(transaction=True)
def test_le_pilote_enregistre_une_cle_d_acces_et_entre_avec_elle_seule(page: Page, cle_virtuelle: tuple[CDPSession, str]):
    pilote = compte(Instance.PILOTE)
    se_connecter(page, pilote)
    page.get_by_role("link", name="Ajouter une clé d’accès").click()
    page.get_by_label("Nom de la clé").fill("Mon ordinateur")
    page.get_by_role("button", name="Enregistrer cette clé").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Codes de secours")
    page.goto(reverse("mfa_list_webauthn"))
    expect(page.get_by_role("row", name="Mon ordinateur")).to_contain_text("ouvre le compte à elle seule")

    se_deconnecter(page)
    page.goto(reverse("account_login") + "?next=" + reverse("admin:index"))
    page.get_by_role("button", name="Utiliser une clé d’accès").click()
    page.wait_for_url(reverse("admin:index"))

    se_deconnecter(page)
    se_connecter(page, pilote, reverse("admin:index"))
    page.get_by_role("button", name="Utiliser une clé d’accès").click()
    page.wait_for_url(reverse("admin:index"))


@pytest.mark.navigateur
@pytest.mark.django_db(transaction=True)
def test_une_cle_refusee_est_dite_dans_la_page(page: Page, cle_virtuelle: tuple[CDPSession, str]):
    cdp, cle = cle_virtuelle
    cdp.send("WebAuthn.setUserVerified", {"authenticatorId": cle, "isUserVerified": False})
    se_connecter(page, compte(Instance.PILOTE))
    page.get_by_role("link", name="Ajouter une clé d’accès").click()
    page.get_by_role("button", name="Enregistrer cette clé").click()
    expect(page.get_by_role("alert")).to_contain_text("La clé n’a pas répondu")
    assert not Authenticator.objects.exists()


ROUTES = [
    "/",
    "/mon-espace/",
    "/comite/",
    "/appels/",
    "/referentiel/",
    "/admin/",
    "/admin/socle/courriel/",
    "/admin/comptes/personne/",
    "/admin/jsi18n/",
    "/une-adresse-inconnue/",
]


@pytest.mark.django_db
@pytest.mark.parametrize("instance", [Instance.PILOTE, Instance.ADMINISTRATION])
@pytest.mark.parametrize("route", ROUTES)
def test_sans_second_facteur_on_n_atteint_rien(client: Client, instance: Instance, route: str):
    client.force_login(compte(instance))
    for envoyer in (client.get, client.post):
        reponse = envoyer(route)
        assert (reponse.status_code, reponse.headers.get("Location")) == (302, reverse("comptes:second-facteur"))


@pytest.mark.django_db
def test_sans_second_facteur_on_peut_en_poser_un_ou_partir(client: Client):
    client.force_login(compte(Instance.PILOTE))
    page = client.get(reverse("comptes:second-facteur")).text
    assert reverse("mfa_activate_totp") in page
    assert reverse("mfa_add_webauthn") in page
    assert reverse("account_logout") in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    "route", [*ROUTES, "/compte/", "/compte/2fa/", "/compte/2fa/webauthn/add/", "/compte/password/change/", "/compte/email/"]
)
def test_une_session_qui_n_a_pas_passe_le_second_facteur_n_atteint_que_lui(client: Client, route: str):
    pilote = compte(Instance.PILOTE)
    client.force_login(pilote)
    SecondFacteurFactory(user=pilote)
    for envoyer in (client.get, client.post):
        reponse = envoyer(route)
        assert reponse.status_code == 302
        assert reponse.headers["Location"].startswith(reverse("mfa_reauthenticate"))
    assert client.get(reverse("mfa_reauthenticate")).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_poser_un_second_facteur_ferme_les_autres_sessions(client: Client):
    pilote, ailleurs = compte(Instance.PILOTE), Client()
    for navigateur in (client, ailleurs):
        navigateur.post(reverse("account_login"), {"login": pilote.email, "password": MOT_DE_PASSE})
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code_de_l_application(secret)})
    assert secret not in str(list(Authenticator.objects.values_list("data", flat=True)))
    assert client.get(reverse("admin:index")).status_code == 200
    assert ailleurs.get(reverse("admin:index")).headers["Location"].startswith(reverse("account_login"))
    assert "_auth_user_id" not in ailleurs.session


@pytest.mark.django_db(transaction=True)
def test_une_session_passe_le_second_facteur_par_un_code(client: Client):
    pilote = compte(Instance.PILOTE)
    client.force_login(pilote)
    SecondFacteurFactory(user=pilote)
    page = client.get(reverse("admin:index"), follow=True)
    assert page.redirect_chain == [(f"{reverse('mfa_reauthenticate')}?next=/admin/", 302)]
    suite = {"code": code_de_l_application("JBSWY3DPEHPK3PXP"), "next": "/admin/"}
    assert client.post(reverse("mfa_reauthenticate"), suite, follow=True).redirect_chain == [("/admin/", 302)]


@pytest.mark.django_db
def test_les_autres_roles_entrent_sans_second_facteur(client: Client):
    client.force_login(compte(Instance.COMITE_TECHNIQUE))
    assert client.get(reverse("accueil:mon-espace")).status_code == 200
