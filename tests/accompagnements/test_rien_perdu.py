"""The session ends, a button is pressed twice, another text comes under the same key: not a word is lost, nothing is sent twice."""

import uuid
from datetime import timedelta
from decimal import Decimal

import pytest
from allauth.account.models import EmailAddress
from django.contrib.messages import get_messages
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from accompagnements.models import Accompagnement, Proposition, Seance
from socle import horloge as heure
from socle.acteurs import SYSTEME
from socle.workflow import franchir
from tests import parcours
from tests.navigation import connecte

FINIE_OU_LIEN = (
    "Votre session, ou votre lien personnel, a pris fin. Ce que vous aviez saisi est gardé, rien n’est encore parti : rouvrez le lien de "
    "votre dernier courriel, ou connectez-vous ici avec la même adresse."
)
FINIE = "Votre session était terminée. Connectez-vous : ce que vous aviez saisi est gardé, rien n’est encore parti."
RETROUVEE = "Nous avons retrouvé ce que vous aviez saisi. Rien n’est encore parti : relisez, puis envoyez."
MOT_DE_PASSE = "quatre mots sans rapport"


def annonces(reponse) -> list[str]:
    return [str(message) for message in get_messages(reponse.wsgi_request)]


@pytest.fixture
def paire(db) -> Accompagnement:
    """A pair under agreement, not drawn: only its dates are given, and nothing is to be paid."""
    jour = heure.aujourdhui()
    dates = {"debut": jour - timedelta(days=30), "fin": jour + timedelta(days=90), "montant": Decimal(0)}
    return franchir(parcours.accompagnement("prepare"), "conventionner", acteur=SYSTEME, **dates)


def declarer(paire: Accompagnement) -> str:
    return reverse("accompagnements:declarer", args=[paire.numero])


def saisie(paire: Accompagnement, **champs) -> dict:
    """Return a *compte rendu* as its form sends it."""
    objectif = paire.candidature.objectifs.get(rang=2)
    return {
        "cle": str(uuid.uuid4()),
        "jour": (heure.aujourdhui() - timedelta(days=3)).isoformat(),
        "moments": ["matin", "apres_midi"],
        "lieu": "a_distance",
        "objectifs": [str(objectif.pk)],
        "texte": "Deux lignes,\r\navec « ça » & <b>ça</b>.",
        "competences": [str(parcours.competence().pk)],
        "suite": "Relire le plan.",
    } | champs


def test_la_session_se_termine_pendant_un_compte_rendu(paire):
    tapee = saisie(paire)
    client = Client()
    tardive = client.post(declarer(paire), tapee)
    assert tardive.url == f"{reverse('account_login')}?next={declarer(paire)}"
    assert annonces(tardive) == [FINIE]
    client.force_login(paire.mentor.personne)
    retour = client.get(declarer(paire))
    assert annonces(retour)[-1] == RETROUVEE
    formulaire = retour.context["formulaire"]
    assert {nom: formulaire[nom].value() for nom in tapee} == tapee
    assert client.post(declarer(paire), tapee).url == paire.get_absolute_url()
    assert Seance.objects.get().entree.texte == tapee["texte"]
    assert annonces(client.get(declarer(paire))).count(RETROUVEE) == 0


def test_ce_qui_est_garde_d_un_compte_rendu_ne_se_montre_pas_a_quelqu_un_d_autre(paire):
    client = Client()
    client.post(declarer(paire), saisie(paire))
    client.force_login(parcours.personne("passante@exemple.test"))
    assert client.get(declarer(paire)).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(("etat", "geste"), [("envoyee", "decliner"), ("acceptee", "refuser")])
def test_la_session_se_termine_pendant_qu_on_dit_non(etat, geste):
    proposition = parcours.proposition(etat)
    adresse = reverse("accompagnements:repondre", args=[proposition.pk, geste])
    client = Client()
    assert annonces(client.post(adresse, {"motif": "Je pars trois mois."})) == [FINIE_OU_LIEN]
    client.force_login(proposition.profil.personne if geste == "decliner" else proposition.candidature.porteur)
    assert client.get(adresse).url == proposition.get_absolute_url()
    retour = client.get(proposition.get_absolute_url())
    assert annonces(retour)[-1] == RETROUVEE
    assert "<details open>" in retour.text
    assert "Je pars trois mois." in retour.text
    client.post(adresse, {"motif": "Je pars trois mois."})
    assert Proposition.objects.get().motif == "Je pars trois mois."
    assert RETROUVEE not in client.get(proposition.get_absolute_url()).text


@pytest.mark.django_db
def test_un_oui_sans_session_ne_garde_rien_et_ramene_au_bouton():
    proposition = parcours.proposition("envoyee")
    adresse = reverse("accompagnements:repondre", args=[proposition.pk, "accepter"])
    client = Client()
    assert client.post(adresse, {"motif": "Oui"}).url == f"{reverse('account_login')}?next={adresse}"
    assert not Session.objects.exists()
    client.force_login(proposition.profil.personne)
    assert "J’accepte" in client.get(adresse, follow=True).text


def test_le_meme_compte_rendu_deux_fois_est_une_seance(paire):
    client, tapee = connecte(paire.mentor.personne), saisie(paire, moments=["matin"])
    for _ in range(2):
        assert client.post(declarer(paire), tapee).url == paire.get_absolute_url()
    assert Seance.objects.count() == 1


@pytest.mark.parametrize(
    "autre",
    [
        {"texte": "Un autre texte."},
        {"suite": ""},
        {"moments": ["apres_midi"]},
        {"lieu": "sur_place"},
        {"objectifs": []},
        {"competences": []},
    ],
)
def test_un_autre_compte_rendu_sous_la_meme_cle_le_dit_et_part_ensuite(paire, autre):
    """The page was left by the back button: the browser gives the same key again."""
    client, tapee = connecte(paire.mentor.personne), saisie(paire, moments=["matin"])
    client.post(declarer(paire), tapee)
    reponse = client.post(declarer(paire), tapee | autre)
    assert "Un compte rendu est déjà parti depuis cette page" in reponse.text
    formulaire = reponse.context["formulaire"]
    repris = {nom: formulaire[nom].value() for nom in tapee}
    assert repris | {"cle": ""} == tapee | autre | {"cle": ""}
    assert repris["cle"] != tapee["cle"]
    ensuite = repris | {"moments": ["apres_midi"], "jour": (heure.aujourdhui() - timedelta(days=2)).isoformat()}
    assert client.post(declarer(paire), ensuite).url == paire.get_absolute_url()
    assert Seance.objects.count() == 2


@pytest.mark.navigateur
@pytest.mark.django_db(transaction=True)
def test_dans_un_vrai_navigateur_la_session_se_termine_au_milieu_d_un_compte_rendu(page: Page, paire):
    mentor = paire.mentor.personne
    mentor.set_password(MOT_DE_PASSE)
    mentor.save()
    EmailAddress.objects.update_or_create(user=mentor, email=mentor.email, defaults={"verified": True, "primary": True})

    def se_connecter() -> None:
        page.get_by_label("Adresse électronique").fill(str(mentor.email))
        page.get_by_label("Mot de passe", exact=True).fill(MOT_DE_PASSE)
        page.get_by_role("main").get_by_role("button", name="Se connecter").click()

    page.goto(declarer(paire))
    se_connecter()
    page.get_by_label("Matin", exact=True).check()
    page.get_by_label("À distance").check()
    page.get_by_label("Ce que vous avez fait").fill("Nous avons posé le budget par pôle,\net ce n’était pas rien.")
    page.get_by_label("Et maintenant").fill("Relire le plan de trésorerie.")
    Session.objects.all().delete()
    page.get_by_role("button", name="Partager le compte rendu").click()
    expect(page.get_by_text("ce que vous aviez saisi est gardé")).to_be_visible()
    se_connecter()
    expect(page.get_by_text("Nous avons retrouvé ce que vous aviez saisi.")).to_be_visible()
    expect(page.get_by_label("Matin", exact=True)).to_be_checked()
    expect(page.get_by_label("À distance")).to_be_checked()
    expect(page.get_by_label("Et maintenant")).to_have_value("Relire le plan de trésorerie.")
    # Pressed twice, quickly: the page lets one through.
    page.get_by_role("button", name="Partager le compte rendu").dblclick()
    expect(page.get_by_text("C’est noté pour")).to_be_visible()
    assert Seance.objects.get().entree.texte == "Nous avons posé le budget par pôle,\r\net ce n’était pas rien."
