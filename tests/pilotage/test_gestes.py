"""The gestures of the team: each happy path, each refusal, a double click, two tabs."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accompagnements.models import Accompagnement, Proposition, Seance
from candidatures.models import Candidature, Decision, Moment, Positionnement
from comptes.models import Structure
from conventions.models import Convention
from evaluations.models import Evaluation
from pilotage import gestes
from pilotage.lectures import dossier
from pilotage.libelles import EVENEMENTS
from programme.models import Ligne, Quota
from socle.models import Message
from tests import parcours
from tests.navigation import connecte
from tests.parcours import acteur

pytestmark = pytest.mark.django_db


def _adresse(candidature: Candidature, code: str) -> str:
    return reverse("pilotage:geste", args=[candidature.numero, code])


def _faire(navigateur, candidature: Candidature, code: str, **saisie: Any):
    return navigateur.post(_adresse(candidature, code), saisie, follow=True)


def _texte(reponse) -> str:
    return reponse.content.decode()


def _etat(candidature: Candidature) -> str:
    return Candidature.objects.get(pk=candidature.pk).etat


def entretien(candidature: Candidature, **change: Any) -> dict[str, Any]:
    """Return the diagnosis as its form sends it."""
    saisie = {
        "synthese": "Le besoin est clair.",
        "objectif_1": "Poser un budget par pôle et par mois",
        "objectif_2": "Suivre la trésorerie",
        f"niveau_{parcours.competence().pk}": 2,
        "dispositif": candidature.dispositif_id,
        "demi_journees": 2,
    }
    return saisie | change


# ---------- from the request to the decision ----------


def test_recevable_en_un_clic(pilote):
    candidature = parcours.candidature()
    reponse = _faire(pilote, candidature, "declarer-recevable")
    assert _etat(candidature) == "recevable"
    assert "La candidature est recevable" in _texte(reponse)


def test_un_double_clic_ne_fait_rien_de_plus(pilote):
    candidature = parcours.candidature()
    _faire(pilote, candidature, "declarer-recevable")
    reponse = _faire(pilote, candidature, "declarer-recevable")
    assert "Cette action n’est plus possible" in _texte(reponse)
    assert candidature.dossier.evenements.filter(code="declarer_recevable").count() == 1


def test_lire_la_page_d_un_geste_ne_change_rien(pilote):
    candidature = parcours.candidature()
    assert pilote.get(_adresse(candidature, "declarer-recevable")).status_code == 200
    assert _etat(candidature) == "deposee"


@pytest.mark.parametrize(
    ("depart", "code", "arrivee"),
    [
        ("deposee", "declarer-irrecevable", "irrecevable"),
        ("diagnostiquee", "refuser", "refusee"),
        ("recevable", "classer-sans-suite", "sans_suite"),
        ("acceptee", "classer-sans-suite", "sans_suite"),
    ],
)
def test_un_refus_dit_son_motif(pilote, depart, code, arrivee):
    candidature = parcours.candidature(depart)
    vide = _faire(pilote, candidature, code, motif=" ")
    assert _etat(candidature) == depart
    assert "tsf-erreurs" in _texte(vide)
    _faire(pilote, candidature, code, motif="Hors du champ de l’appel.")
    assert _etat(candidature) == arrivee
    assert Decision.objects.filter(candidature=candidature, motif="Hors du champ de l’appel.").exists()


def test_le_diagnostic_ecrit_t0_et_les_objectifs(pilote):
    candidature = parcours.candidature("recevable")
    assert "1 déclaré, 3 visé" in _texte(pilote.get(_adresse(candidature, "diagnostiquer")))
    _faire(pilote, candidature, "diagnostiquer", **entretien(candidature))
    candidature = Candidature.objects.get(pk=candidature.pk)
    assert candidature.etat == "diagnostiquee"
    assert candidature.objectifs.get(rang=1).texte == "Poser un budget par pôle et par mois"
    assert Positionnement.objects.get(participant__candidature=candidature, moment=Moment.T0).niveau == 2


@pytest.mark.parametrize(
    ("change", "phrase"),
    [
        ({"synthese": ""}, "Synthèse de l’entretien"),
        ({"demi_journees": 5}, "« Transfert de savoir-faire », c’est de 1 à 4"),
        ({"demi_journees": 0}, "Demi-journées recommandées"),
        ({"objectif_1": ""}, "Objectif 1"),
        ({"niveau": 7}, "02.1 Construire et suivre un budget"),
    ],
)
def test_un_diagnostic_mal_rempli_ne_perd_rien(pilote, change, phrase):
    candidature = parcours.candidature("recevable")
    if "niveau" in change:
        change = {f"niveau_{parcours.competence().pk}": change["niveau"]}
    page = _texte(_faire(pilote, candidature, "diagnostiquer", **entretien(candidature, **change)))
    assert _etat(candidature) == "recevable"
    assert "tsf-erreurs" in page
    assert phrase in page.replace("\u00a0", " ")
    assert "Suivre la trésorerie" in page


def test_accepter_prend_le_quota(pilote):
    candidature = parcours.candidature("diagnostiquee")
    page = _texte(pilote.get(_adresse(candidature, "accepter")))
    assert "Transfert de savoir-faire\u00a0: 4 sur 4" in page
    _faire(pilote, candidature, "accepter", dispositif=candidature.dispositif_id, demi_journees=3, reserve="Sous réserve des dates.")
    assert _etat(candidature) == "acceptee"
    assert Quota.objects.get(structure=candidature.structure).pris == 3
    assert Decision.objects.get(candidature=candidature).motif == "Sous réserve des dates."


def test_un_quota_trop_court_dit_ce_qui_reste_et_garde_la_saisie(pilote):
    parcours.candidature("acceptee", demi_journees=3)
    seconde = parcours.candidature("diagnostiquee", porteur=parcours.personne("autre@exemple.test"))
    page = _texte(_faire(pilote, seconde, "accepter", dispositif=seconde.dispositif_id, demi_journees=2, reserve="Après l’été."))
    assert _etat(seconde) == "diagnostiquee"
    assert "il en reste 1, vous en accordez 2" in page
    assert "Après l’été." in page


# ---------- matching ----------


def test_solliciter_puis_retirer(pilote):
    candidature, profil = parcours.candidature("acceptee"), parcours.mentor()
    _faire(pilote, candidature, "solliciter", profil=profil.pk)
    proposition = Proposition.objects.get(candidature=candidature)
    assert proposition.etat == "envoyee"
    double = _faire(pilote, candidature, "solliciter", profil=profil.pk)
    assert "Cette action n’est plus possible" in _texte(double)
    assert "La personne-ressource en est prévenue" in _texte(pilote.get(_adresse(candidature, "retirer-la-proposition")))
    _faire(pilote, candidature, "retirer-la-proposition")
    assert Proposition.objects.get(pk=proposition.pk).etat == "retiree"


def test_une_personne_en_pause_entre_temps_n_est_pas_sollicitee(pilote):
    candidature, profil = parcours.candidature("acceptee"), parcours.mentor("en_pause")
    page = _texte(_faire(pilote, candidature, "solliciter", profil=profil.pk))
    assert "ne peut plus être sollicitée" in page
    assert not Proposition.objects.exists()


def test_on_ne_sollicite_pas_la_structure_qui_demande(pilote):
    candidature, profil = parcours.candidature("acceptee", rang=5), parcours.mentor()
    page = _texte(_faire(pilote, candidature, "solliciter", profil=profil.pk))
    assert "est de la structure qui demande" in page
    assert not Proposition.objects.exists()


# ---------- agreement ----------


def convention(**change: Any) -> dict[str, Any]:
    """Return the agreement as its form sends it."""
    jour = parcours.horloge.aujourdhui()
    saisie = {
        "debut": jour.isoformat(),
        "fin": (jour + timedelta(days=90)).isoformat(),
        "mode_paiement": "facture_structure",
        "payee_siret": "",
        "payee_nom": "",
    }
    return saisie | change


def test_preparer_la_convention_paie_la_structure_du_mentor(pilote):
    paire = parcours.accompagnement("prepare")
    _faire(pilote, paire.candidature, "preparer-la-convention", **convention())
    preparee = Convention.objects.get(accompagnement=paire)
    assert (preparee.etat, preparee.payee, preparee.montant) == ("preparee", paire.mentor.structure, 500)
    double = _faire(pilote, paire.candidature, "preparer-la-convention", **convention())
    assert "Cette action n’est plus possible" in _texte(double)
    assert Convention.objects.count() == 1


def test_une_autre_structure_peut_etre_payee(pilote):
    paire = parcours.accompagnement("prepare")
    autre = {"payee_siret": "443 061 841 00047", "payee_nom": "Portage du Sud"}
    _faire(pilote, paire.candidature, "preparer-la-convention", **convention(**autre))
    assert Convention.objects.get().payee == Structure.objects.get(raison_sociale="Portage du Sud")


@pytest.mark.parametrize(
    ("change", "phrase"),
    [
        ({"fin": "2020-01-01"}, "La fin des séances vient après leur début."),
        ({"payee_siret": "123"}, "Le SIRET compte 14 chiffres, vous en avez saisi 3."),
        ({"payee_siret": "44306184100048", "payee_nom": "X"}, "Ce SIRET n’existe pas"),
        ({"payee_nom": "Portage du Sud"}, "Donnez le SIRET et la raison sociale"),
        ({"payee_siret": "44306184100047"}, "Donnez le SIRET et la raison sociale"),
        ({"debut": "demain"}, "Début des séances"),
    ],
)
def test_une_convention_mal_remplie_est_expliquee(pilote, change, phrase):
    paire = parcours.accompagnement("prepare")
    page = _texte(_faire(pilote, paire.candidature, "preparer-la-convention", **convention(**change)))
    assert phrase in page
    assert not Convention.objects.exists()


def test_emettre_reserve_la_ligne_et_annuler_la_libere(pilote):
    preparee = parcours.convention("preparee")
    candidature = preparee.accompagnement.candidature
    page = _texte(_faire(pilote, candidature, "emettre-la-convention"))
    assert "Le document se prépare" in page
    assert Ligne.objects.get(edition=parcours.edition(), genre="interventions").engage == 500
    _faire(pilote, candidature, "annuler-la-convention")
    assert Convention.objects.get(pk=preparee.pk).etat == "annulee"
    assert Ligne.objects.get(edition=parcours.edition(), genre="interventions").engage == 0


def test_une_ligne_epuisee_refuse_l_emission(pilote):
    preparee = parcours.convention("preparee")
    Ligne.objects.filter(edition=parcours.edition(), genre="interventions").update(montant=300)
    page = _texte(_faire(pilote, preparee.accompagnement.candidature, "emettre-la-convention"))
    assert "n’a plus que 300 € disponibles" in page.replace("\u00a0", " ")
    assert Convention.objects.get(pk=preparee.pk).etat == "preparee"


def test_verser_l_exemplaire_signe_ouvre_les_seances():
    emise = parcours.convention("emise")
    navigateur = connecte(parcours.pilote())
    page = _texte(_faire(navigateur, emise.accompagnement.candidature, "verser-l-exemplaire-signe", televerse=parcours.exemplaire_signe()))
    assert "les séances peuvent commencer" in page
    assert Accompagnement.objects.get(pk=emise.accompagnement_id).etat == "conventionne"


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
    saisie = {"televerse": fichier} if fichier else {}
    page = _texte(_faire(navigateur, emise.accompagnement.candidature, "verser-l-exemplaire-signe", **saisie))
    assert phrase in page
    assert Convention.objects.get(pk=emise.pk).etat == "emise"


def test_un_fichier_trop_lourd_est_dit_au_champ(settings):
    settings.TAILLE_MAX_FICHIER = 10
    emise = parcours.convention("emise")
    navigateur = connecte(parcours.pilote())
    page = _texte(_faire(navigateur, emise.accompagnement.candidature, "verser-l-exemplaire-signe", televerse=parcours.exemplaire_signe()))
    assert "la limite est de" in page


def test_verser_avant_que_le_document_soit_pret_est_refuse(pilote):
    preparee = parcours.convention("preparee")
    candidature = preparee.accompagnement.candidature
    _faire(pilote, candidature, "emettre-la-convention")
    page = _texte(_faire(pilote, candidature, "verser-l-exemplaire-signe", televerse=parcours.exemplaire_signe()))
    assert "Le document n’est pas encore prêt" in page
    assert Convention.objects.get(pk=preparee.pk).etat == "emise"


def test_terminer_fait_partir_les_evaluations():
    paire = parcours.accompagnement("en_cours")
    navigateur = connecte(parcours.pilote())
    assert "Aucune autre demi-journée ne pourra être déclarée" in _texte(
        navigateur.get(_adresse(paire.candidature, "terminer-l-accompagnement"))
    )
    _faire(navigateur, paire.candidature, "terminer-l-accompagnement")
    assert Accompagnement.objects.get(pk=paire.pk).etat == "realise"
    assert Evaluation.objects.filter(accompagnement=paire, etat="envoyee").count() == 2


# ---------- thread ----------


def test_un_message_part_une_fois(pilote):
    candidature, cle = parcours.candidature(), uuid.uuid4()
    for _ in range(2):
        _faire(pilote, candidature, "repondre", texte="Quel est votre calendrier ?", cle=cle)
    assert [message.texte for message in Message.objects.all()] == ["Quel est votre calendrier ?"]


def test_un_message_vide_est_redemande(pilote):
    page = _texte(_faire(pilote, parcours.candidature(), "repondre", texte="  ", cle=uuid.uuid4()))
    assert "tsf-erreurs" in page
    assert not Message.objects.exists()


# ---------- who, and what is drawn ----------


def test_un_geste_inconnu_n_existe_pas(pilote):
    assert pilote.get(_adresse(parcours.candidature(), "effacer")).status_code == 404


@pytest.mark.parametrize("code", sorted(gestes.PAR_CODE))
def test_seule_l_equipe_pilote_fait_un_geste(code, administrateur, comite):
    candidature = parcours.candidature()
    assert administrateur.post(_adresse(candidature, code)).status_code == 403
    assert comite.post(_adresse(candidature, code)).status_code == 302
    assert _etat(candidature) == "deposee"


@pytest.mark.parametrize(
    ("etat", "codes"),
    [
        ("deposee", ["repondre", "declarer-recevable", "declarer-irrecevable"]),
        ("recevable", ["solliciter", "repondre", "diagnostiquer", "classer-sans-suite"]),
        ("diagnostiquee", ["solliciter", "repondre", "accepter", "refuser", "classer-sans-suite"]),
        ("acceptee", ["solliciter", "repondre", "classer-sans-suite"]),
        ("refusee", ["repondre"]),
    ],
)
def test_les_gestes_suivent_l_etat(etat, codes):
    cibles = dossier.cibles(parcours.candidature(etat))
    ouverts = gestes.ouverts(cibles, acteur(parcours.pilote()))
    assert [(ouvert.geste.code, ouvert.empechement) for ouvert in ouverts] == [(code, "") for code in codes]


def _transitions(modele) -> set[str]:
    return {transition.name for transition in modele._meta.get_field("etat").get_all_transitions(modele)}


def test_chaque_transition_de_l_equipe_a_son_geste():
    modeles = {"candidature": Candidature, "proposition": Proposition, "accompagnement": Accompagnement, "convention": Convention}
    manquantes = {
        (objet, transition.name)
        for objet, modele in modeles.items()
        for transition in modele._meta.get_field("etat").get_all_transitions(modele)
        if transition.permission.__name__ in {"peut_instruire", "peut_conduire", "peut_etablir", "peut_annuler", "peut_terminer"}
    } - {(geste.objet, geste.transition) for geste in gestes.GESTES}
    # A pair is given up by the end of its request.
    assert manquantes == {("accompagnement", "abandonner")}


@pytest.mark.parametrize("modele", [Candidature, Proposition, Accompagnement, Seance, Convention, Evaluation])
def test_le_journal_sait_dire_chaque_transition(modele):
    nom = modele._meta.label_lower
    assert {code for code in _transitions(modele) if (nom, code) not in EVENEMENTS} == set()
