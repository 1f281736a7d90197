"""Who sees which request: the queryset, then the pages."""

import pytest
from django.test import Client

from candidatures.models import Appel, Candidature
from comptes.acteurs import ANONYME, ActeurLien
from comptes.models import Appartenance, LienPersonnel
from socle import horloge
from socle.acteurs import SYSTEME
from socle.models import Consultation, Deport, Dossier
from tests import parcours
from tests.fabriques import PersonneFactory
from tests.navigation import connecter

pytestmark = pytest.mark.django_db


@pytest.fixture
def monde():
    """A sent request and a draft of the same person, and a sent one of somebody else."""
    porteuse = parcours.personne("porteuse@exemple.test")
    envoyee = parcours.candidature(porteur=porteuse)
    return {"porteuse": porteuse, "envoyee": envoyee, "brouillon": parcours.brouillon(porteuse), "autre": parcours.candidature(rang=1)}


def vues(monde, acteur) -> set[str]:
    visibles = set(Candidature.objects.visibles_par(acteur))
    return {nom for nom, objet in monde.items() if objet in visibles}


def test_la_porteuse_voit_les_siennes_brouillon_compris(monde):
    assert vues(monde, parcours.acteur(monde["porteuse"])) == {"envoyee", "brouillon"}


def test_une_autre_personne_ne_voit_rien(monde):
    assert vues(monde, parcours.acteur(parcours.personne())) == set()


def test_l_equipe_voit_tout_ce_qui_est_envoye_et_aucun_brouillon(monde):
    assert vues(monde, parcours.acteur(parcours.pilote())) == {"envoyee", "autre"}


def test_la_plateforme_voit_tout(monde):
    assert vues(monde, SYSTEME) == {"envoyee", "brouillon", "autre"}


@pytest.mark.parametrize("qui", [parcours.membre_du_comite, parcours.administrateur])
def test_le_comite_et_l_administration_ne_voient_pas_les_candidatures(monde, qui):
    assert vues(monde, parcours.acteur(qui())) == set()


def test_un_visiteur_et_un_lien_personnel_ne_voient_rien(monde):
    lien = LienPersonnel.objects.create(but="evaluation", personne=monde["porteuse"], objet_id=1, expire_le=horloge.maintenant())
    assert vues(monde, ANONYME) == set()
    assert vues(monde, ActeurLien(lien)) == set()


@pytest.mark.parametrize(("confirmee", "attendu"), [(True, {"envoyee"}), (False, set())])
def test_un_membre_confirme_voit_ce_que_sa_structure_a_envoye(monde, confirmee, attendu):
    membre = parcours.personne()
    Appartenance.objects.create(
        personne=membre, structure=monde["envoyee"].structure, confirmee_le=horloge.maintenant() if confirmee else None
    )
    assert vues(monde, parcours.acteur(membre)) == attendu


def test_un_deport_cache_le_dossier_a_l_equipe_et_a_personne_d_autre(monde):
    pilote = parcours.pilote()
    Deport.objects.create(dossier=monde["envoyee"].dossier, personne=pilote, declare_le=horloge.maintenant())
    assert vues(monde, parcours.acteur(pilote)) == {"autre"}
    assert vues(monde, parcours.acteur(monde["porteuse"])) == {"envoyee", "brouillon"}
    autre_pilote = PersonneFactory(pilote=True)
    assert vues(monde, parcours.acteur(autre_pilote)) == {"envoyee", "autre"}


def test_l_equipe_ne_voit_pas_le_cercle_de_la_selection(monde):
    Dossier.objects.filter(pk=monde["envoyee"].dossier_id).update(cercle=Dossier.Cercle.SELECTION)
    assert vues(monde, parcours.acteur(parcours.pilote())) == {"autre"}


PAGES = ["", "pieces/1/", "reponses.pdf", "retirer/"]


@pytest.mark.parametrize("page", PAGES)
def test_une_inconnue_recoit_404_et_un_visiteur_la_page_de_connexion(monde, page):
    adresse = monde["envoyee"].get_absolute_url() + page
    client = Client()
    assert client.get(adresse).status_code == 302
    client.force_login(parcours.personne())
    assert client.get(adresse).status_code == 404


def test_un_deport_recoit_404(monde):
    pilote = PersonneFactory(pilote=True)
    Deport.objects.create(dossier=monde["envoyee"].dossier, personne=pilote, declare_le=horloge.maintenant())
    client = Client()
    connecter(client, pilote)
    assert client.get(monde["envoyee"].get_absolute_url()).status_code == 404
    assert client.post(monde["envoyee"].get_absolute_url() + "messages/", {"texte": "Bonjour"}).status_code == 404


def test_une_lecture_de_l_equipe_est_consignee(monde):
    pilote, client = PersonneFactory(pilote=True), Client()
    connecter(client, pilote)
    for _ in range(2):
        assert client.get(monde["envoyee"].get_absolute_url()).status_code == 200
    consultation = Consultation.objects.get()
    assert (consultation.personne, consultation.dossier) == (pilote, monde["envoyee"].dossier)


def test_la_lecture_de_sa_propre_candidature_ne_l_est_pas(monde):
    client = Client()
    client.force_login(monde["porteuse"])
    client.get(monde["envoyee"].get_absolute_url())
    assert not Consultation.objects.exists()


def test_le_brouillon_n_est_qu_a_sa_porteuse(monde):
    client = Client()
    for personne in (PersonneFactory(pilote=True), parcours.personne()):
        connecter(client, personne)
        assert client.get(monde["brouillon"].get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("etat", "lecteurs"),
    [
        ("brouillon", {"pilote"}),
        ("soumis", {"pilote", "comite"}),
        ("valide", {"pilote", "comite"}),
        ("publie", {"pilote", "comite", "visiteur"}),
        ("retire", {"pilote"}),
    ],
)
def test_qui_voit_un_appel(etat, lecteurs):
    Appel.objects.create(
        edition=parcours.edition(), slug="essai", titre="Essai", presentation="…", ouvre_le=horloge.maintenant(), etat=etat
    )
    acteurs = {
        "pilote": parcours.acteur(parcours.pilote()),
        "comite": parcours.acteur(parcours.membre_du_comite()),
        "visiteur": ANONYME,
    }
    assert {nom for nom, acteur in acteurs.items() if Appel.objects.visibles_par(acteur).exists()} == lecteurs
