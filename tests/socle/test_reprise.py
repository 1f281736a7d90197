"""What was typed is kept in the session: little, for a while, and only for a form that exists."""

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.http import QueryDict
from django.test import Client, RequestFactory
from django.urls import reverse

from socle import reprise
from tests import parcours

pytestmark = pytest.mark.django_db


def test_on_garde_les_trois_dernieres_adresses():
    session = SessionStore()
    for rang in range(5):
        reprise.garder(session, f"/page/{rang}/", [("texte", str(rang))])
    reprise.garder(session, "/page/2/", [("texte", "encore")])
    trouvees = {rang: reprise.retrouver(session, f"/page/{rang}/") for rang in range(5)}
    assert [rang for rang, saisie in trouvees.items() if saisie] == [2, 3, 4]
    assert trouvees[2]["texte"] == "encore"
    reprise.garder(session, "/page/9/", [])
    assert reprise.retrouver(session, "/page/3/") is None


def test_on_garde_peu_et_le_debut():
    session = SessionStore()
    reprise.garder(session, "/", [("a", "x" * 30_000), ("b", "y" * 30_000), ("c", "z")])
    saisie = reprise.retrouver(session, "/")
    assert (len(saisie["a"]), len(saisie["b"]), "c" in saisie) == (30_000, 9_998, False)


def test_on_garde_plusieurs_reponses_a_la_meme_question():
    session = SessionStore()
    reprise.garder(session, "/", [("moments", "matin"), ("moments", "apres_midi")])
    assert reprise.retrouver(session, "/") == QueryDict("moments=matin&moments=apres_midi")


def test_oublier_laisse_les_autres():
    session = SessionStore()
    reprise.garder(session, "/un/", [("texte", "un")])
    reprise.garder(session, "/deux/", [("texte", "deux")])
    reprise.oublier(session, "/un/")
    assert reprise.retrouver(session, "/un/") is None
    assert reprise.retrouver(session, "/deux/")["texte"] == "deux"


@pytest.mark.parametrize("secret", sorted(reprise.SECRETS))
def test_un_envoi_qui_porte_un_secret_n_est_pas_garde(rf: RequestFactory, secret: str):
    assert reprise.champs_saisis(rf.post("/", {"texte": "Bonjour", "csrfmiddlewaretoken": "x"})) == [("texte", "Bonjour")]
    assert reprise.champs_saisis(rf.post("/", {"texte": "Bonjour", secret: "x"})) == []


@pytest.mark.parametrize(
    "adresse",
    [
        "/accompagnements/DOS-2026-9999-A1/seances/nouvelle/",
        "/candidatures/DOS-2026-9999/messages/",
        "/propositions/9999/decliner/",
        "/evaluations/9999/",
        "/admin/dossiers/DOS-2026-9999/refuser/",
        "/mon-espace/",
        "/appels/nulle-part/etat/publier/",
    ],
)
def test_un_visiteur_ne_depose_rien_la_ou_il_n_y_a_pas_de_formulaire(client: Client, adresse: str):
    assert client.post(adresse, {"texte": "x"}).url == f"{reverse('account_login')}?next={adresse}"
    assert not Session.objects.exists()


def test_un_visiteur_ne_depose_rien_pour_une_action_inconnue(client: Client):
    numero = parcours.candidature().numero
    assert client.post(reverse("pilotage:geste", args=[numero, "inconnu"]), {"motif": "x"}).status_code == 302
    assert not Session.objects.exists()


def test_un_visiteur_ne_remplit_pas_la_base(settings, db):
    settings.ACCOUNT_RATE_LIMITS = {"reprise": "2/h/ip"}
    numero = parcours.candidature().numero
    for _ in range(4):
        Client().post(reverse("candidatures:messages", args=[numero]), {"texte": "Bonjour"})
    assert Session.objects.count() == 2


def test_qui_continue_d_ecrire_garde_son_dernier_mot(settings, client):
    """A page that saves as one types sends the same form again and again after the session ends."""
    settings.ACCOUNT_RATE_LIMITS = {"reprise": "2/h/ip"}
    adresse = reverse("candidatures:messages", args=[parcours.candidature().numero])
    for rang in range(5):
        client.post(adresse, {"texte": "mot " * rang})
    assert reprise.retrouver(client.session, adresse)["texte"] == "mot " * 4
