"""Calls: when they are open, what their pages show, how they are published."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from candidatures import actions, lectures
from candidatures.models import Appel, Candidature
from comptes.acteurs import ANONYME
from socle import horloge as horloge_du_socle
from socle.acteurs import SYSTEME
from socle.models import Evenement
from socle.workflow import franchir
from tests import parcours
from tests.fabriques import PersonneFactory
from tests.navigation import connecter

pytestmark = pytest.mark.django_db
JOUR = timedelta(days=1)
CHEMIN = ["soumettre", "valider", "publier", "retirer"]
ETATS = ["brouillon", "soumis", "valide", "publie", "retire"]


def appel_en(etat: str, horloge, **champs) -> Appel:
    champs = {"slug": "essai", "titre": "Essai", "presentation": "Un essai.", "ouvre_le": horloge.maintenant() - JOUR} | champs
    appel = Appel.objects.create(edition=parcours.edition(), questionnaire_version=parcours.questionnaire(), **champs)
    actions.poser_criteres(appel)
    for transition in CHEMIN[: ETATS.index(etat)]:
        appel = franchir(appel, transition, acteur=SYSTEME)
    return appel


@pytest.mark.parametrize("etat", ETATS)
def test_un_appel_n_est_ouvert_que_publie(etat, horloge):
    assert appel_en(etat, horloge).est_ouvert == (etat == "publie")


@pytest.mark.parametrize(
    ("ouvre", "ferme", "ouvert"),
    [(-1, None, True), (1, None, False), (-2, -1, False), (-2, 1, True), (1, 2, False)],
    ids=["toute l’année", "à venir", "fermé", "ouvert", "à venir avec une fin"],
)
def test_un_appel_publie_est_ouvert_entre_ses_dates(ouvre, ferme, ouvert, horloge):
    maintenant = horloge.maintenant()
    appel = appel_en("publie", horloge, ouvre_le=maintenant + ouvre * JOUR, ferme_le=ferme and maintenant + ferme * JOUR)
    assert appel.est_ouvert == ouvert
    assert Appel.objects.ouverts(maintenant).exists() == ouvert


def test_l_instant_de_la_fermeture_est_dehors_celui_de_l_ouverture_dedans(horloge):
    maintenant = horloge.maintenant()
    with horloge.a_l_instant(maintenant):
        assert appel_en("publie", horloge, ouvre_le=maintenant).est_ouvert
        assert not appel_en("publie", horloge, slug="fini", ouvre_le=maintenant - JOUR, ferme_le=maintenant).est_ouvert


def test_les_appels_sont_ranges_par_ce_qu_on_peut_en_faire(horloge):
    maintenant = horloge.maintenant()
    toute_l_annee = appel_en("publie", horloge, slug="toujours")
    bientot_fini = appel_en("publie", horloge, slug="bientot", ferme_le=maintenant + JOUR)
    ferme = appel_en("publie", horloge, slug="ferme", ouvre_le=maintenant - 2 * JOUR, ferme_le=maintenant - JOUR)
    futur = appel_en("publie", horloge, slug="futur", ouvre_le=maintenant + JOUR)
    cache = appel_en("brouillon", horloge, slug="cache")
    assert lectures.appels_de(ANONYME) == lectures.Appels([bientot_fini, toute_l_annee], [futur], [ferme], [])
    assert lectures.appels_de(parcours.acteur(parcours.pilote())).en_preparation == [cache]


def test_sans_appel_ouvert_la_page_dit_quoi_faire(client):
    page = client.get(reverse("candidatures:appels")).content.decode()
    assert "Aucun appel n’est ouvert aujourd’hui" in page
    assert reverse("referentiel:liste") in page


@pytest.mark.parametrize("nombre", [1, 3])
def test_la_liste_lit_autant_de_fois_la_base_pour_un_appel_ou_trois(client, nombre, django_assert_num_queries):
    for rang in range(nombre):
        appel_en("publie", horloge_du_socle, slug=f"appel-{rang}")
    with django_assert_num_queries(1):
        client.get(reverse("candidatures:appels"))
    client.force_login(parcours.brouillon(slug="appel-0").porteur)
    with django_assert_num_queries(5):
        client.get(reverse("candidatures:appels"))


def test_la_page_de_l_appel_donne_les_plafonds_les_dates_et_ce_qu_il_faut_preparer(client, horloge):
    appel = appel_en("publie", horloge, ferme_le=horloge.maintenant() + 5 * JOUR)
    page = client.get(appel.get_absolute_url()).content.decode()
    plafonds, dates = ["De 1 à 4\xa0demi-journées", "De 1 à 8\xa0demi-journées"], ["Ferme bientôt", "dans 5\xa0jours"]
    for attendu in [*plafonds, *dates, "Le SIRET de la structure"]:
        assert attendu in page


def test_un_visiteur_qui_commence_cree_son_compte_puis_revient(client):
    commencer = reverse("candidatures:commencer", args=[parcours.appel().slug])
    assert client.post(commencer).url == f"{reverse('account_signup')}?next={commencer}"
    assert client.get(commencer).url == f"{reverse('account_login')}?next={commencer}"
    client.force_login(parcours.personne("porteuse@exemple.test"))
    retour = client.get(commencer)
    assert "Tout est prêt, Nadia" in retour.content.decode()
    assert not Candidature.objects.exists()
    assert client.post(commencer).url == Candidature.objects.get().get_absolute_url()


def test_le_bouton_reprend_le_brouillon(client):
    brouillon = parcours.brouillon()
    client.force_login(brouillon.porteur)
    for page in (reverse("candidatures:appels"), brouillon.appel.get_absolute_url()):
        assert brouillon.get_absolute_url() in client.get(page).content.decode()


def test_un_appel_ferme_ne_se_commence_pas(client, horloge):
    appel = appel_en("publie", horloge, ferme_le=horloge.maintenant() - JOUR / 2)
    commencer = reverse("candidatures:commencer", args=[appel.slug])
    client.force_login(parcours.personne())
    assert "Cet appel est fermé" in client.get(appel.get_absolute_url()).content.decode()
    assert "Cet appel n’est pas ouvert" in client.get(commencer).content.decode()
    assert "Cet appel n’est pas ouvert" in client.post(commencer, follow=True).content.decode()
    assert not Candidature.objects.exists()


def test_le_chemin_d_un_appel_se_fait_a_deux(horloge):
    """The pilot submits, the committee validates, the pilot publishes: each from the page of the call."""
    appel = appel_en("brouillon", horloge)
    navigateurs = {"pilote": Client(), "comite": Client()}
    connecter(navigateurs["pilote"], PersonneFactory(pilote=True))
    navigateurs["comite"].force_login(PersonneFactory(comite=True))
    for qui, transition, etat in [("pilote", "soumettre", "soumis"), ("comite", "valider", "valide"), ("pilote", "publier", "publie")]:
        geste = reverse("candidatures:avancer-appel", args=[appel.slug, transition])
        for navigateur in navigateurs.values():
            boutons = navigateur.get(appel.get_absolute_url())
            assert (geste in boutons.content.decode()) == (navigateur is navigateurs[qui])
        assert navigateurs[qui].post(geste).url == appel.get_absolute_url()
        appel.refresh_from_db()
        assert appel.etat == etat
    assert [e.code for e in Evenement.objects.filter(objet=f"candidatures.appel:{appel.pk}").order_by("pk")] == CHEMIN[:3]


def test_une_transition_qui_n_existe_pas_n_est_pas_une_page(client, horloge):
    connecter(client, PersonneFactory(pilote=True))
    appel = appel_en("brouillon", horloge)
    assert client.post(reverse("candidatures:avancer-appel", args=[appel.slug, "delete"])).status_code == 404


def test_un_appel_retire_garde_les_brouillons_sans_pouvoir_les_envoyer(client):
    brouillon = parcours.brouillon()
    franchir(brouillon.appel, "retirer", acteur=SYSTEME)
    client.force_login(brouillon.porteur)
    page = client.get(f"{brouillon.get_absolute_url()}recapitulatif/")
    assert page.status_code == 200
    assert "Envoyer ma candidature" not in page.content.decode()
