"""Accounts in the admin: administrators keep them, the pilot team reads, nobody else enters."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.urls import reverse

from comptes.models import Institution, Mandat, Personne
from socle.models import Consultation, Courriel, Evenement
from tests import parcours
from tests.navigation import connecte

pytestmark = pytest.mark.django_db
AJOUTER = "/admin/comptes/mandat/add/"
DES_DOSSIERS = (Courriel, Evenement)


@pytest.fixture
def administrateur(db):
    """The browser of an administrator who is not of the pilot team."""
    return connecte(parcours.administrateur())


@pytest.fixture
def pilote(db):
    """The browser of the pilot team."""
    return connecte(parcours.pilote())


def mandat(**change):
    """Return a new role as its form sends it."""
    jour = parcours.horloge.aujourdhui().isoformat()
    return {
        "prenom": "Paul",
        "nom": "Astier",
        "email": "paul@exemple.test",
        "instance": "comite_technique",
        "institution": "",
        "du": jour,
    } | change


@pytest.mark.parametrize(
    "modele", sorted(admin.site._registry, key=lambda modele: modele._meta.label), ids=lambda modele: modele._meta.label
)
def test_chaque_liste_de_l_admin_s_ouvre(modele, administrateur, pilote):
    parcours.accompagnement("prepare")
    adresse = reverse(f"admin:{modele._meta.app_label}_{modele._meta.model_name}_changelist")
    de_l_administration = 403 if modele in DES_DOSSIERS else 200
    assert (administrateur.get(adresse).status_code, pilote.get(adresse).status_code) == (de_l_administration, 200)
    if premier := modele._default_manager.order_by("pk").first():
        fiche = reverse(f"admin:{modele._meta.app_label}_{modele._meta.model_name}_change", args=[premier.pk])
        assert (administrateur.get(fiche).status_code, pilote.get(fiche).status_code) == (de_l_administration, 200)


def test_l_accueil_de_l_administration_ne_propose_ni_courriels_ni_journal(administrateur):
    page = administrateur.get(reverse("admin:index")).content.decode()
    assert "/admin/socle/travail/" in page
    assert "/admin/socle/courriel/" not in page
    assert "/admin/socle/evenement/" not in page


def test_donner_un_mandat_cree_la_personne(administrateur):
    assert administrateur.get(AJOUTER).status_code == 200
    assert administrateur.post(AJOUTER, mandat()).status_code == 302
    donne = Mandat.objects.get(personne__email="paul@exemple.test")
    assert (str(donne.personne), donne.instance, donne.au) == ("Paul Astier", "comite_technique", None)
    assert Evenement.objects.filter(code="donner_mandat", objet=f"comptes.mandat:{donne.pk}").exists()


def test_le_meme_mandat_deux_fois_n_en_fait_qu_un(administrateur):
    for _ in range(2):
        administrateur.post(AJOUTER, mandat())
    assert Mandat.objects.filter(personne__email="paul@exemple.test").count() == 1


@pytest.mark.parametrize("change", [{"email": "paul"}, {"instance": "roi"}, {"du": "hier"}, {"nom": ""}])
def test_un_mandat_mal_rempli_est_redemande(administrateur, change):
    assert administrateur.post(AJOUTER, mandat(**change)).status_code == 200
    assert not Personne.objects.filter(email="paul@exemple.test").exists()


def test_un_mandat_finit_mais_pas_avant_de_commencer(administrateur):
    administrateur.post(AJOUTER, mandat())
    donne = Mandat.objects.get(personne__email="paul@exemple.test")
    adresse = reverse("admin:comptes_mandat_change", args=[donne.pk])
    avant = administrateur.post(adresse, {"au": (donne.du - timedelta(days=1)).isoformat()})
    assert "La fin précède le début\u00a0: choisissez une date plus tardive." in avant.content.decode()
    assert administrateur.post(adresse, {"au": donne.du.isoformat()}).status_code == 302
    assert Mandat.objects.get(pk=donne.pk).au == donne.du
    assert Evenement.objects.filter(code="finir_mandat").exists()


def test_l_equipe_pilote_lit_sans_rien_changer(pilote):
    assert pilote.get(AJOUTER).status_code == 403
    assert pilote.post(AJOUTER, mandat()).status_code == 403
    fiche = reverse("admin:comptes_personne_change", args=[parcours.pilote().pk])
    assert pilote.get(fiche).status_code == 200
    assert pilote.post(fiche, {"nom": "Autre"}).status_code == 403


def test_un_administrateur_ferme_un_compte_et_sa_lecture_est_consignee(administrateur):
    personne = parcours.personne("fini@exemple.test")
    adresse = reverse("admin:comptes_personne_change", args=[personne.pk])
    assert administrateur.get(adresse).status_code == 200
    assert Consultation.objects.filter(objet=f"comptes.personne:{personne.pk}").exists()
    fixes = {"mandats-TOTAL_FORMS": 0, "mandats-INITIAL_FORMS": 0}
    assert administrateur.post(adresse, {"prenom": "Nadia", "nom": "Belkacem", "telephone": "", **fixes}).status_code == 302
    assert Personne.objects.get(pk=personne.pk).is_active is False


def test_une_liste_ne_se_filtre_pas_par_le_mot_de_passe(administrateur):
    assert administrateur.get("/admin/comptes/personne/", {"nom__startswith": "R"}).status_code == 200
    assert administrateur.get("/admin/comptes/personne/", {"password__startswith": "md5"}).status_code == 400


def test_une_institution_garde_son_code(administrateur):
    institution = Institution.objects.create(code="drac", nom="DRAC")
    adresse = reverse("admin:comptes_institution_change", args=[institution.pk])
    administrateur.post(adresse, {"nom": "DRAC Occitanie", "code": "autre", "est_financeur": "on"})
    institution.refresh_from_db()
    assert (institution.code, institution.nom, institution.est_financeur) == ("drac", "DRAC Occitanie", True)


def test_une_structure_se_cherche_sans_accents(administrateur):
    parcours.structure(nom="L’Écho des Lices")
    assert "Écho des Lices" in administrateur.get("/admin/comptes/structure/?q=echo+sete").content.decode()


@pytest.mark.parametrize(
    ("saisi", "garde", "phrase"),
    [("092 741 016 00015", "09274101600015", ""), ("092 741 016 00016", "", "SIRET"), ("", "", "")],
)
def test_le_siret_d_une_institution_est_verifie(administrateur, saisi: str, garde: str, phrase: str):
    pilote = Institution.objects.create(code="structure-pilote", nom="Structure pilote")
    adresse = reverse("admin:comptes_institution_change", args=[pilote.pk])
    reponse = administrateur.post(adresse, {"nom": "Trame", "siret": saisi, "adresse": "Toulouse"})
    pilote.refresh_from_db()
    assert pilote.siret == garde
    assert (reponse.status_code == 302) == (not phrase)
    if phrase:
        assert phrase in str(reponse.context["errors"])
