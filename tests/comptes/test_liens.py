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
    monkeypatch.setitem(liens._buts, BUT, liens.But(lambda objet_id: reverse("referentiel:fiche", args=[objet_id])))
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
    assert client.session[CLE_LIEN] == [lien.pk, lien.version]


def test_le_bouton_refuse_un_envoi_sans_jeton_de_formulaire(lien: LienPersonnel):
    assert Client(enforce_csrf_checks=True).post(adresse(lien)).status_code == 403


def test_le_lien_d_une_autre_personne_ferme_la_session_ouverte(client: Client, lien: LienPersonnel):
    client.force_login(PersonneFactory())
    client.post(adresse(lien))
    assert "_auth_user_id" not in client.session
    assert client.session[CLE_LIEN] == [lien.pk, lien.version]


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


@pytest.mark.parametrize("mort", ["revoque", "expire"])
def test_un_lien_rouvert_laisse_morte_l_ancienne_adresse(client: Client, lien: LienPersonnel, horloge, mort: str):
    ancienne = adresse(lien)
    if mort == "revoque":
        LienPersonnel.objects.update(revoque_le=horloge.maintenant())
    else:
        horloge.avancer(timedelta(days=91))
    rouvert = liens.ouvrir(BUT, personne=lien.personne, objet_id=lien.objet_id)
    assert (rouvert.pk, rouvert.est_vivant) == (lien.pk, True)
    assert client.get(ancienne).status_code == 410
    assert client.get(adresse(rouvert)).status_code == 200


def test_un_lien_revoque_ferme_la_session_qu_il_avait_ouverte(client: Client, lien: LienPersonnel):
    autre = liens.ouvrir(BUT, personne=lien.personne, objet_id=8)
    client.post(adresse(lien))
    liens.revoquer(BUT, personne=lien.personne, objet_id=lien.objet_id)
    assert client.get("/").wsgi_request.acteur.personne is None
    assert client.get(adresse(lien)).status_code == 410
    assert client.get(adresse(autre)).status_code == 200


def test_un_lien_prolonge_garde_son_adresse(client: Client, lien: LienPersonnel, horloge):
    horloge.avancer(timedelta(days=60))
    liens.ouvrir(BUT, personne=lien.personne, objet_id=lien.objet_id)
    horloge.avancer(timedelta(days=60))
    assert client.get(adresse(lien)).status_code == 200


def test_le_bouton_change_la_cle_de_la_session(client: Client, lien: LienPersonnel):
    session = client.session
    session["preparee"] = True
    session.save()
    client.cookies["sessionid"] = session.session_key
    client.post(adresse(lien))
    assert client.session.session_key != session.session_key
    assert not Session.objects.filter(pk=session.session_key).exists()


def test_les_pages_lues_par_un_lien_ne_se_gardent_dans_aucun_cache(client: Client, lien: LienPersonnel):
    assert "Cache-Control" not in client.get("/").headers
    client.post(adresse(lien))
    assert "no-store" in client.get("/").headers["Cache-Control"]


def test_une_version_de_plus_ferme_les_sessions_ouvertes(client: Client, lien: LienPersonnel):
    client.post(adresse(lien))
    assert client.get("/").wsgi_request.acteur.personne == lien.personne
    LienPersonnel.objects.update(version=2)
    assert client.get("/").wsgi_request.acteur.personne is None
