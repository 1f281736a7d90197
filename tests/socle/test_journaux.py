"""The log: one JSON line a request, and nothing in it that names somebody or opens their page."""

import json
import logging
from smtplib import SMTPRecipientsRefused

import pytest
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client
from django.urls import reverse

from comptes import liens
from socle import courriels
from socle.journaux import FormateurJson, masquer
from socle.models import Travail
from tests import parcours

pytestmark = pytest.mark.django_db
ADRESSE = "nadia.b+test@exemple.test"


class BoiteQuiRefuse(BaseEmailBackend):
    """A mail server that repeats the address in its refusal, as they do."""

    def send_messages(self, email_messages):
        raise SMTPRecipientsRefused({email_messages[0].to[0]: (550, b"no such user")})


@pytest.fixture
def lignes(caplog):
    """Return what the log holds, as it is written."""
    caplog.set_level(logging.INFO)
    return lambda source: [FormateurJson().format(ligne) for ligne in caplog.records if ligne.name == source]


@pytest.fixture
def lien(monkeypatch):
    monkeypatch.setattr(liens, "_buts", {"essai": "socle:sante"})
    return liens.ouvrir("essai", personne=parcours.personne(ADRESSE), objet_id=1)


def test_une_requete_est_une_ligne_avec_sa_route_et_rien_de_personnel(client: Client, lignes, lien):
    assert client.get(reverse("comptes:lien", args=[lien.jeton]) + f"?courriel={ADRESSE}").status_code == 200
    (ligne,) = lignes("tsf.requetes")
    assert "\n" not in ligne
    lue = json.loads(ligne)
    assert lue.keys() == {"le", "niveau", "source", "message", "methode", "route", "statut", "ms"}
    assert (lue["message"], lue["methode"], lue["route"], lue["statut"]) == ("requete", "GET", "l/<str:jeton>/", 200)
    assert lien.jeton not in ligne
    assert ADRESSE not in ligne


def test_une_adresse_inconnue_n_a_pas_de_route(client: Client, lignes):
    client.get("/inconnue/?q=secret")
    (ligne,) = lignes("tsf.requetes")
    assert json.loads(ligne)["route"] == ""
    assert "secret" not in ligne
    assert "inconnue" not in ligne


@pytest.mark.parametrize("methode", ["get", "put"])
def test_le_jeton_d_un_lien_ne_reste_pas_dans_les_avertissements_de_django(client: Client, lignes, lien, methode):
    adresse = reverse("comptes:lien", args=[lien.jeton if methode == "put" else lien.jeton + "x"])
    assert getattr(client, methode)(adresse).status_code in {405, 410}
    ecrites = lignes("django.request")
    assert ecrites
    for ligne in ecrites:
        assert "/l/[jeton]/" in ligne
        assert lien.jeton not in ligne


def test_un_courriel_refuse_par_le_serveur_ne_laisse_l_adresse_nulle_part(settings, lignes):
    settings.EMAIL_BACKEND = f"{__name__}.BoiteQuiRefuse"
    courriels.ecrire("comptes/acces", parcours.personne(ADRESSE), contexte={"sujet": "Votre code"}, secret={"texte": "KQZT"})
    parcours.executer("courriel")
    (ligne,) = lignes("socle.travaux")
    travail = Travail.objects.get(genre="courriel")
    assert json.loads(ligne)["message"] == "travail_en_erreur"
    assert "SMTPRecipientsRefused" in travail.erreur
    for texte in (ligne, travail.erreur):
        assert "[adresse]" in texte
        assert "nadia" not in texte


@pytest.mark.parametrize(
    ("texte", "masque"),
    [
        ("Not Found: /l/12-3:abC_d-E/", "Not Found: /l/[jeton]/"),
        ("{'nadia@exemple.test': (550, b'<nadia@exemple.test> inconnue')}", "{'[adresse]': (550, b'<[adresse]> inconnue')}"),
        ("rien de personnel, /appels/l/", "rien de personnel, /appels/l/"),
    ],
)
def test_ce_qui_se_masque(texte, masque):
    assert masquer(texte) == masque
