"""The gestures of the team on a pair and its agreement: prepared, issued, signed, cancelled; the pair ended or given up."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accompagnements.models import Accompagnement
from comptes.models import Structure
from conventions.models import Convention, Preuve, Signataire
from evaluations.models import Evaluation
from programme.models import Ligne, Quota
from tests import parcours
from tests.navigation import connecte

from .essais import adresse, faire, texte

pytestmark = pytest.mark.django_db


def convention(**change: Any) -> dict[str, Any]:
    """Return the agreement as its form sends it."""
    jour = parcours.horloge.aujourdhui()
    saisie = {
        "debut": jour.isoformat(),
        "fin": (jour + timedelta(days=90)).isoformat(),
        "modalite": "mixte",
        "lieu": "dans les locaux de la structure",
        "mode_paiement": "facture_structure",
        "representant_pilote": parcours.pilote().pk,
        "payee_siret": "",
        "payee_nom": "",
    }
    return saisie | change


def test_preparer_la_convention_paie_la_structure_du_mentor(pilote):
    paire = parcours.accompagnement("prepare")
    faire(pilote, paire.candidature, "preparer-la-convention", **convention())
    preparee = Convention.objects.get(accompagnement=paire)
    assert (preparee.etat, preparee.payee, preparee.montant) == ("preparee", paire.mentor.structure, 500)
    double = faire(pilote, paire.candidature, "preparer-la-convention", **convention())
    assert "déjà fait" in texte(double)
    assert Convention.objects.count() == 1


def test_une_autre_structure_peut_etre_payee(pilote):
    paire = parcours.accompagnement("prepare")
    autre = {"payee_siret": "443 061 841 00047", "payee_nom": "Portage du Sud"}
    faire(pilote, paire.candidature, "preparer-la-convention", **convention(**autre))
    assert Convention.objects.get().payee == Structure.objects.get(raison_sociale="Portage du Sud")


@pytest.mark.parametrize(
    ("change", "phrase"),
    [
        ({"fin": "2020-01-01"}, "La fin précède le début\u00a0: choisissez une date plus tardive."),
        ({"payee_siret": "123"}, "Le SIRET compte 14 chiffres, vous en avez saisi 3."),
        ({"payee_siret": "44306184100048", "payee_nom": "X"}, "Ce SIRET n’existe pas"),
        ({"payee_nom": "Portage du Sud"}, "Donnez le SIRET et la raison sociale"),
        ({"payee_siret": "44306184100047"}, "Donnez le SIRET et la raison sociale"),
        ({"debut": "demain"}, "Début des séances"),
    ],
)
def test_une_convention_mal_remplie_est_expliquee(pilote, change, phrase):
    paire = parcours.accompagnement("prepare")
    page = texte(faire(pilote, paire.candidature, "preparer-la-convention", **convention(**change)))
    assert phrase in page
    assert not Convention.objects.exists()


def test_emettre_reserve_la_ligne_et_annuler_la_libere(pilote):
    preparee = parcours.convention("verifiee")
    candidature = preparee.accompagnement.candidature
    page = texte(faire(pilote, candidature, "emettre-la-convention"))
    assert "Le document se prépare" in page
    assert Ligne.objects.get(edition=parcours.edition(), genre="interventions").engage == 500
    faire(pilote, candidature, "annuler-la-convention")
    assert Convention.objects.get(pk=preparee.pk).etat == "annulee"
    assert Ligne.objects.get(edition=parcours.edition(), genre="interventions").engage == 0


def test_une_ligne_epuisee_refuse_l_emission(pilote):
    preparee = parcours.convention("verifiee")
    Ligne.objects.filter(edition=parcours.edition(), genre="interventions").update(montant=300)
    page = texte(faire(pilote, preparee.accompagnement.candidature, "emettre-la-convention"))
    assert "n’a plus que 300 € disponibles" in page.replace("\u00a0", " ")
    assert Convention.objects.get(pk=preparee.pk).etat == "preparee"


def exemplaire(jour: Any = None, **change: Any) -> dict[str, Any]:
    """Return the signed copy as its form sends it, signed today or on this day."""
    signataires = list(Signataire.objects.attendus().values_list("pk", flat=True))
    jour = jour or parcours.horloge.aujourdhui()
    return {"televerse": parcours.exemplaire_signe(), "derniere_signature": jour, "signataires": signataires} | change


def test_verser_l_exemplaire_signe_ouvre_les_seances():
    emise = parcours.convention("emise")
    navigateur = connecte(parcours.pilote())
    page = texte(faire(navigateur, emise.accompagnement.candidature, "verser-l-exemplaire-signe", **exemplaire()))
    assert "L’exemplaire signé est versé." in page
    paire = Accompagnement.objects.get(pk=emise.accompagnement_id)
    assert (paire.etat, paire.debut) == ("conventionne", parcours.horloge.aujourdhui())


@pytest.mark.parametrize(
    ("jours", "phrase"), [(1, "Cette date est à venir"), (-1, "personne n’a pu le signer avant"), (None, "Ce champ est obligatoire")]
)
def test_un_jour_de_signature_impossible_est_dit_au_champ(jours, phrase):
    emise = parcours.convention("emise")
    jour = "" if jours is None else parcours.horloge.aujourdhui() + timedelta(days=jours)
    saisie = exemplaire() | {"derniere_signature": jour}
    page = texte(faire(connecte(parcours.pilote()), emise.accompagnement.candidature, "verser-l-exemplaire-signe", **saisie))
    assert phrase in page
    assert Convention.objects.get(pk=emise.pk).etat == "emise"


@pytest.mark.parametrize(
    ("fichier", "phrase"),
    [
        (None, "Choisissez le fichier à verser."),
        (SimpleUploadedFile("vide.pdf", b""), "Ce fichier est vide."),
        (SimpleUploadedFile("scan.exe", b"MZ"), "n’est pas d’un type accepté"),
        (SimpleUploadedFile("scan.pdf", b"GIF89a pas un PDF"), "ne contient pas ce que son nom annonce"),
    ],
)
def test_un_mauvais_fichier_est_dit_au_champ(fichier, phrase):
    emise = parcours.convention("emise")
    navigateur = connecte(parcours.pilote())
    saisie = exemplaire(televerse=fichier or "")
    page = texte(faire(navigateur, emise.accompagnement.candidature, "verser-l-exemplaire-signe", **saisie))
    assert phrase in page
    assert Convention.objects.get(pk=emise.pk).etat == "emise"


def test_un_fichier_trop_lourd_est_dit_au_champ(settings):
    settings.TAILLE_MAX_FICHIER = 10
    emise = parcours.convention("emise")
    navigateur = connecte(parcours.pilote())
    page = texte(faire(navigateur, emise.accompagnement.candidature, "verser-l-exemplaire-signe", **exemplaire()))
    assert "la limite est de" in page


def test_verser_avant_que_le_document_soit_pret_est_refuse(pilote):
    preparee = parcours.convention("verifiee")
    candidature = preparee.accompagnement.candidature
    faire(pilote, candidature, "emettre-la-convention")
    page = texte(faire(pilote, candidature, "verser-l-exemplaire-signe", **exemplaire()))
    assert "Le document se prépare" in page
    assert Convention.objects.get(pk=preparee.pk).etat == "emise"


def test_terminer_fait_partir_les_evaluations():
    paire = parcours.accompagnement("en_cours")
    navigateur = connecte(parcours.pilote())
    assert "Aucune autre demi-journée ne pourra être déclarée" in texte(
        navigateur.get(adresse(paire.candidature, "terminer-l-accompagnement"))
    )
    faire(navigateur, paire.candidature, "terminer-l-accompagnement")
    assert Accompagnement.objects.get(pk=paire.pk).etat == "realise"
    assert Evaluation.objects.filter(accompagnement=paire, etat="envoyee").count() == 2


@pytest.mark.parametrize("etat", ["prepare", "conventionne"])
def test_abandonner_rend_le_dossier_a_l_appariement(etat):
    paire = parcours.accompagnement(etat)
    candidature, navigateur = paire.candidature, connecte(parcours.pilote())
    assert "Les demi-journées restent accordées" in texte(navigateur.get(adresse(candidature, "abandonner-l-accompagnement")))
    assert "tsf-erreurs" in texte(faire(navigateur, candidature, "abandonner-l-accompagnement", motif=" "))
    page = texte(faire(navigateur, candidature, "abandonner-l-accompagnement", motif="La structure ne répond plus."))
    assert Accompagnement.objects.get(pk=paire.pk).etat == "abandonne"
    assert Ligne.objects.get(edition=parcours.edition(), genre="interventions").engage == 0
    assert "Solliciter une personne-ressource" in page
    assert "Abandonné : « La structure ne répond plus. »" in page.replace("\u00a0", " ").replace("\u202f", " ")
    faire(navigateur, candidature, "classer-sans-suite", motif="Personne d’autre.", cause="aucune_personne")
    assert Quota.objects.get(structure=candidature.structure).pris == 0


def test_les_gestes_sur_un_signataire_se_font_depuis_sa_ligne():
    emise = parcours.convention("emise")
    navigateur, candidature = connecte(parcours.pilote()), emise.accompagnement.candidature
    mentor = parcours.signature(emise)
    page = texte(navigateur.get(reverse("pilotage:dossier", args=[candidature.numero])))
    for code in ("relancer-la-signature", "renouveler-un-lien", "fermer-un-lien", "remplacer-un-signataire"):
        assert f"{adresse(candidature, code)}?signataire={mentor.pk}" in page
    saisie = texte(navigateur.get(f"{adresse(candidature, 'remplacer-un-signataire')}?signataire={mentor.pk}"))
    assert 'value="Mathieu Sarda"' in saisie
    faire(navigateur, candidature, "relancer-la-signature", signataires=[mentor.pk])
    faire(navigateur, candidature, "fermer-un-lien", signataire=mentor.pk)
    faire(navigateur, candidature, "renouveler-un-lien", signataire=mentor.pk)
    faire(navigateur, candidature, "remplacer-un-signataire", signataire=mentor.pk, nom="Odile Ferrer", email="odile@exemple.test")
    mentor.refresh_from_db()
    assert (mentor.etat, mentor.relance_le is not None) == ("retire", True)
    genres = Preuve.objects.filter(signataire=mentor).values_list("genre", flat=True)
    assert list(genres) == ["invite", "relance", "revoque", "renouvele", "remplace"]
    assert Signataire.objects.attendus().filter(nom="Odile Ferrer", personne__email="odile@exemple.test").exists()
