"""The calls in the admin: parameters while they are drafts, read-only afterwards."""

import pytest
from django.urls import reverse

from candidatures.criteres_de_reference import CRITERES
from candidatures.models import Appel
from socle.acteurs import SYSTEME
from socle.models import Evenement
from socle.refus import Refus
from socle.workflow import franchir
from tests import parcours
from tests.fabriques import PersonneFactory
from tests.navigation import connecter

pytestmark = pytest.mark.django_db
LISTE, AJOUT = "admin:candidatures_appel_changelist", "admin:candidatures_appel_add"


@pytest.fixture
def pilote(client):
    connecter(client, PersonneFactory(pilote=True))
    return client


def valeurs(**autres: str) -> dict[str, str]:
    return {
        "edition": str(parcours.edition().pk),
        "titre": "Tourner autrement",
        "slug": "tourner-autrement",
        "presentation": "Un appel sur la transition écologique.",
        "ouvre_le_0": "01/12/2026",
        "ouvre_le_1": "09:00",
        "ferme_le_0": "",
        "ferme_le_1": "",
        "delai_etude": "7",
        "delai_entretien": "15",
        "delai_decision": "10",
        "criteres-TOTAL_FORMS": "0",
        "criteres-INITIAL_FORMS": "0",
        "avis": "a_la_demande",
        "delai_avis": "7",
        **autres,
    }


def test_l_equipe_prepare_un_appel(pilote):
    assert pilote.get(reverse(AJOUT)).status_code == 200
    assert pilote.post(reverse(AJOUT), valeurs()).url == reverse(LISTE)
    appel = Appel.objects.get(slug="tourner-autrement")
    assert (appel.etat, appel.delai_etude) == ("brouillon", 7)
    fiche = reverse("admin:candidatures_appel_change", args=[appel.pk])
    pilote.post(fiche, valeurs(titre="Tourner, accueillir autrement"))
    appel.refresh_from_db()
    assert appel.titre == "Tourner, accueillir autrement"
    codes = Evenement.objects.filter(objet=f"candidatures.appel:{appel.pk}").order_by("pk").values_list("code", flat=True)
    assert list(codes) == ["creer_appel", "modifier_appel"]
    assert reverse("candidatures:avancer-appel", args=[appel.slug, "soumettre"]) in pilote.get(fiche).content.decode()


def test_un_appel_neuf_a_ses_criteres_et_l_equipe_les_change(pilote):
    questionnaire = parcours.questionnaire().pk
    pilote.post(reverse(AJOUT), valeurs(questionnaire_version=questionnaire))
    appel = Appel.objects.get(slug="tourner-autrement")
    assert appel.criteres.count() == len(CRITERES)
    clarte = appel.criteres.get(code="clarte")
    ligne = {
        "id": clarte.pk,
        "appel": appel.pk,
        "famille": "appreciation",
        "rang": 1,
        "code": "clarte",
        "libelle": "Besoin posé",
        "aide": "",
    }
    lignes = {f"criteres-0-{nom}": str(valeur) for nom, valeur in ligne.items()}
    comptes = {"criteres-TOTAL_FORMS": "1", "criteres-INITIAL_FORMS": "1"}
    fiche = reverse("admin:candidatures_appel_change", args=[appel.pk])
    assert pilote.post(fiche, valeurs(questionnaire_version=questionnaire, **comptes, **lignes)).status_code == 302
    assert appel.criteres.get(code="clarte").libelle == "Besoin posé"
    appel = franchir(appel, "soumettre", acteur=SYSTEME)
    assert pilote.post(fiche, valeurs(**comptes, **lignes)).status_code == 403


def test_un_appel_ferme_apres_son_ouverture(pilote):
    page = pilote.post(reverse(AJOUT), valeurs(ferme_le_0="01/11/2026", ferme_le_1="09:00")).content.decode()
    assert "L’appel ferme après son ouverture" in page
    assert not Appel.objects.filter(slug="tourner-autrement").exists()


def test_un_appel_soumis_ne_se_modifie_plus(pilote):
    pilote.post(reverse(AJOUT), valeurs(questionnaire_version=parcours.questionnaire().pk))
    appel = franchir(Appel.objects.get(slug="tourner-autrement"), "soumettre", acteur=SYSTEME)
    fiche = reverse("admin:candidatures_appel_change", args=[appel.pk])
    assert pilote.get(fiche).status_code == 200
    assert pilote.post(fiche, valeurs(titre="Autre")).status_code == 403


def test_l_administration_lit_les_appels_sans_les_ecrire(client):
    connecter(client, PersonneFactory(administrateur=True))
    parcours.appel()
    assert client.get(reverse(LISTE)).status_code == 200
    assert client.get(reverse(AJOUT)).status_code == 403


@pytest.mark.parametrize("nombre", [1, 3])
def test_la_liste_lit_autant_de_fois_la_base_pour_un_appel_ou_trois(pilote, nombre, django_assert_num_queries):
    for rang in range(nombre):
        parcours.appel(f"appel-{rang}")
    pilote.get(reverse(LISTE))
    with django_assert_num_queries(7):
        pilote.get(reverse(LISTE))


def test_un_appel_sans_questionnaire_ne_se_soumet_pas(pilote):
    pilote.post(reverse(AJOUT), valeurs())
    with pytest.raises(Refus, match="n’a pas encore de questionnaire"):
        franchir(Appel.objects.get(slug="tourner-autrement"), "soumettre", acteur=SYSTEME)
