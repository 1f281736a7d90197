"""Personal links: looking writes nothing, the button opens, a dead link says what to do."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from comptes import liens
from comptes.middleware import CLE_LIEN
from comptes.models import LienPersonnel
from socle.models import Evenement
from tests.fabriques import PersonneFactory

BUT = "essai"
pytestmark = pytest.mark.django_db


@pytest.fixture
def lien(monkeypatch: pytest.MonkeyPatch) -> LienPersonnel:
    """A link towards the public page of a competence: any page that takes an argument will do."""
    monkeypatch.setitem(liens._buts, BUT, "referentiel:fiche")
    return liens.ouvrir(BUT, personne=PersonneFactory(prenom="Nadia", nom="Belkacem"), objet_id=7)


def adresse(lien: LienPersonnel) -> str:
    return reverse("comptes:lien", args=[lien.jeton])


def test_ouvrir_la_page_d_un_lien_n_ecrit_rien(client: Client, lien: LienPersonnel):
    avant = LienPersonnel.objects.values().get()
    reponse = client.get(adresse(lien))
    assert reponse.status_code == 200
    assert "Bonjour Nadia Belkacem" in reponse.text
    assert reponse.headers["Cache-Control"].startswith("max-age=0")
    assert LienPersonnel.objects.values().get() == avant
    assert not Evenement.objects.exists()
    assert not Session.objects.exists()


def test_le_bouton_ouvre_la_page_du_lien(client: Client, lien: LienPersonnel):
    reponse = client.post(adresse(lien))
    assert (reponse.status_code, reponse.headers["Location"]) == (302, reverse("referentiel:fiche", args=[7]))
    assert client.session[CLE_LIEN] == lien.pk


def test_le_bouton_refuse_un_envoi_sans_jeton_de_formulaire(lien: LienPersonnel):
    assert Client(enforce_csrf_checks=True).post(adresse(lien)).status_code == 403


def test_le_lien_d_une_autre_personne_ferme_la_session_ouverte(client: Client, lien: LienPersonnel):
    client.force_login(PersonneFactory())
    client.post(adresse(lien))
    assert "_auth_user_id" not in client.session
    assert client.session[CLE_LIEN] == lien.pk


@pytest.mark.parametrize("cause", ["revoque", "remplace", "abime", "inconnu"])
def test_un_lien_mort_dit_quoi_faire(client: Client, lien: LienPersonnel, cause: str):
    chemin = adresse(lien)
    if cause == "revoque":
        LienPersonnel.objects.update(revoque_le=lien.expire_le - timedelta(days=80))
    elif cause == "remplace":
        LienPersonnel.objects.update(version=2)
    elif cause == "inconnu":
        lien.delete()
    else:
        chemin = chemin[:-2] + "x/"
    for reponse in (client.get(chemin), client.post(chemin)):
        assert reponse.status_code == 410
        assert "Ce lien ne sert plus" in reponse.text
        assert "le bon lien" in reponse.text
    assert CLE_LIEN not in client.session


def test_un_lien_expire_meurt_a_l_heure(client: Client, lien: LienPersonnel, horloge):
    horloge.avancer(timedelta(days=89))
    assert client.get(adresse(lien)).status_code == 200
    horloge.avancer(timedelta(days=1))
    assert client.get(adresse(lien)).status_code == 410
