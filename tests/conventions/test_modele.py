"""The template of agreements on screen: written in the admin, read with an example, submitted, judged."""

import pytest
from django.urls import reverse

from conventions import actions, modele_initial
from conventions.models import Clause, VersionModele
from programme.models import Validation
from socle import horloge
from socle.acteurs import SYSTEME
from tests import parcours
from tests.navigation import connecte

pytestmark = pytest.mark.django_db
V = VersionModele.Etat


@pytest.fixture
def version() -> VersionModele:
    return modele_initial.charger(SYSTEME)


@pytest.fixture
def brouillon(version) -> VersionModele:
    return actions.dupliquer(version, acteur=parcours.acteur(parcours.pilote()))


def fiche(version: VersionModele) -> str:
    return reverse("admin:conventions_versionmodele_change", args=[version.pk])


def saisie(version: VersionModele, **change: str) -> dict[str, str]:
    """Return the form of the admin with its clauses, the first one changed."""
    clauses = list(version.clauses.order_by("rang", "pk"))
    valeurs = {"note": "Un article plus clair.", "clauses-TOTAL_FORMS": str(len(clauses)), "clauses-INITIAL_FORMS": str(len(clauses))}
    for rang, clause in enumerate(clauses):
        champs = {nom: str(getattr(clause, nom)) for nom in ("rang", "section", "titre", "texte", "condition", "bloc")}
        champs |= {"id": str(clause.pk), "version": str(version.pk)} | (change if rang == 0 else {})
        valeurs |= {f"clauses-{rang}-{nom}": valeur for nom, valeur in champs.items()}
    return valeurs


def test_l_equipe_ouvre_une_version_l_ecrit_et_la_soumet(version):
    navigateur = connecte(parcours.pilote())
    page = navigateur.post(reverse("conventions:avancer-modele", args=[1, "dupliquer"]), follow=True).content.decode()
    assert "Une nouvelle version est ouverte" in page
    brouillon = VersionModele.objects.get(numero=2)
    assert brouillon.ecrites() == version.ecrites()
    texte = "Sur la base du volontariat, {personne} et {mentor} se rencontrent."
    navigateur.post(fiche(brouillon), saisie(brouillon, texte=texte))
    assert brouillon.clauses.order_by("rang").first().texte == texte
    lue = navigateur.get(brouillon.get_absolute_url()).content.decode()
    assert "Alix Exemple et Camille Exemple se rencontrent." in lue
    navigateur.post(reverse("conventions:avancer-modele", args=[2, "soumettre"]))
    brouillon = VersionModele.objects.get(numero=2)
    assert brouillon.etat == V.SOUMIS
    assert navigateur.post(fiche(brouillon), saisie(brouillon, texte="Autre")).status_code == 403


def test_une_variable_inconnue_est_dite_et_la_version_ne_part_pas(brouillon):
    navigateur = connecte(parcours.pilote())
    navigateur.post(fiche(brouillon), saisie(brouillon, texte="Sur la base du volontariat, {qui} vient."))
    phrase = "Clause 1\u00a0: la variable «\u00a0{qui}\u00a0» n’existe pas."
    for adresse in (fiche(brouillon), brouillon.get_absolute_url()):
        assert phrase in navigateur.get(adresse).content.decode()
    page = navigateur.post(reverse("conventions:avancer-modele", args=[2, "soumettre"]), follow=True).content.decode()
    assert "la variable" in page
    assert VersionModele.objects.get(numero=2).etat == V.BROUILLON
    assert navigateur.get(reverse("conventions:modele-pdf", args=[2])).url == brouillon.get_absolute_url()


def test_le_texte_de_l_equipe_n_est_jamais_du_html(brouillon):
    clause = brouillon.clauses.order_by("rang").first()
    clause.texte = "Sur la base du volontariat <script>alert(1)</script> {sujet}"
    clause.save()
    page = connecte(parcours.pilote()).get(brouillon.get_absolute_url()).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_le_comite_lit_dans_son_espace_et_valide(brouillon):
    membre = parcours.membre_du_comite()
    navigateur = connecte(membre)
    assert navigateur.get(brouillon.get_absolute_url()).status_code == 404
    actions.soumettre(brouillon, acteur=parcours.acteur(parcours.pilote()))
    assert brouillon.get_absolute_url() in navigateur.get(reverse("accueil:comite")).content.decode()
    page = navigateur.post(brouillon.get_absolute_url(), {"sens": "renvoyer", "remarques": ""}).content.decode()
    assert "Dites ce qui est à reprendre." in page
    navigateur.post(brouillon.get_absolute_url(), {"sens": "valider", "remarques": "Parfait."})
    assert VersionModele.objects.en_vigueur().numero == 2
    trace = Validation.objects.latest("pk")
    assert (trace.par, trace.remarques, trace.reference) == (membre, "Parfait.", "")
    assert brouillon.get_absolute_url() not in navigateur.get(reverse("accueil:comite")).content.decode()


def test_l_equipe_note_ce_que_le_comite_a_decide_en_reunion(brouillon):
    actions.soumettre(brouillon, acteur=parcours.acteur(parcours.pilote()))
    navigateur = connecte(parcours.pilote())
    adresse, jour = brouillon.get_absolute_url(), horloge.aujourdhui().isoformat()
    assert "Ce champ est obligatoire" in navigateur.post(adresse, {"sens": "valider"}).content.decode()
    saisie_ = {"sens": "renvoyer", "remarques": "Article 7 à revoir.", "decidee_le": jour, "reference": "Comité 2"}
    page = navigateur.post(adresse, saisie_, follow=True).content.decode()
    assert "Article 7 à revoir." in page
    assert VersionModele.objects.get(numero=2).est_modifiable


@pytest.mark.parametrize(
    "choix", [{}, {"dispositif": "mentorat", "mode_paiement": "frais", "modalite": "a_distance", "captation": "non"}, {"dispositif": "x"}]
)
def test_l_exemple_se_choisit(version, choix):
    page = connecte(parcours.pilote()).get(version.get_absolute_url(), choix).content.decode()
    mentorat = choix.get("dispositif") == "mentorat"
    assert ("Un mentorat-compagnonnage" in page or "organise un mentorat-compagnonnage" in page) == mentorat
    assert ("Aucune somme forfaitaire n’est versée." in page) == mentorat
    assert ("Consentement à l’image et à la voix" in page) != mentorat


def test_l_exemple_se_telecharge_en_pdf(version):
    reponse = connecte(parcours.pilote()).get(reverse("conventions:modele-pdf", args=[1]))
    assert reponse["Content-Type"] == "application/pdf"
    assert reponse.content.startswith(b"%PDF")


def test_une_version_validee_ne_s_ecrit_pas_dans_l_admin(version):
    navigateur = connecte(parcours.pilote())
    assert navigateur.get(fiche(version)).status_code == 200
    assert navigateur.post(fiche(version), saisie(version, texte="Autre")).status_code == 403
    assert not Clause.objects.filter(texte="Autre").exists()
