"""The gestures of the team: each happy path, each refusal, a double click, two tabs."""

import uuid
from datetime import timedelta
from typing import Any

import pytest

from accompagnements.models import Accompagnement, Proposition, Seance
from candidatures.models import Candidature, Decision, Moment, Positionnement
from conventions.models import Convention
from evaluations.models import Evaluation
from pilotage import gestes
from pilotage.gestes.avis import AVIS
from pilotage.lectures import dossier
from pilotage.libelles import EVENEMENTS
from programme.models import Quota
from socle import horloge
from socle.acteurs import SYSTEME
from socle.models import Message
from socle.refus import RefusEtat
from tests import parcours
from tests.parcours import acteur

from .essais import adresse, faire, texte

pytestmark = pytest.mark.django_db


def _etat(candidature: Candidature) -> str:
    return Candidature.objects.get(pk=candidature.pk).etat


def entretien(candidature: Candidature, **change: Any) -> dict[str, Any]:
    """Return the diagnosis as its form sends it."""
    saisie = {
        "contexte": "Troisième édition, trésorerie tendue.",
        "avenir": "accompagner",
        "synthese": "Le besoin est clair.",
        "objectif_1": "Poser un budget par pôle et par mois",
        "objectif_2": "Suivre la trésorerie",
        f"niveau_{parcours.competence().pk}": 2,
        "dispositif": candidature.dispositif_id,
        "demi_journees": 2,
    }
    return saisie | change


# ---------- from the request to the decision ----------


@pytest.mark.parametrize("etat", ["emise", "signee"])
def test_une_demande_qu_une_convention_lie_ne_se_classe_pas_sans_suite(etat):
    """Whatever the page that asks has shown: only the action knows, under the lock."""
    convention = parcours.convention(etat)
    candidature = convention.accompagnement.candidature
    with pytest.raises(RefusEtat, match="Une convention est émise"):
        gestes.PAR_CODE["classer-sans-suite"].action(candidature, motif="Personne.", cause="autre", acteur=acteur(parcours.pilote()))
    assert (_etat(candidature), Quota.objects.get().pris) == ("acceptee", 2)


def test_recevable_en_un_clic(pilote):
    candidature = parcours.candidature()
    reponse = faire(pilote, candidature, "declarer-recevable")
    assert _etat(candidature) == "recevable"
    assert "La candidature est recevable" in texte(reponse)


def test_un_double_clic_ne_fait_rien_de_plus(pilote):
    candidature = parcours.candidature()
    faire(pilote, candidature, "declarer-recevable")
    reponse = faire(pilote, candidature, "declarer-recevable")
    assert "C’était déjà fait" in texte(reponse)
    assert candidature.dossier.evenements.filter(code="declarer_recevable").count() == 1


def test_le_nom_d_une_structure_reste_du_texte(pilote):
    candidature = parcours.candidature("diagnostiquee", raison_sociale="Le Son</div><b>x ")
    page = texte(pilote.get(adresse(candidature, "accepter")))
    assert "Le Son&lt;/div&gt;&lt;b&gt;x" in page
    assert "<b>x" not in page


def test_lire_la_page_d_un_geste_ne_change_rien(pilote):
    candidature = parcours.candidature()
    assert pilote.get(adresse(candidature, "declarer-recevable")).status_code == 200
    assert _etat(candidature) == "deposee"


@pytest.mark.parametrize(
    ("depart", "code", "arrivee"),
    [
        ("deposee", "declarer-irrecevable", "irrecevable"),
        ("diagnostiquee", "refuser", "refusee"),
        ("deposee", "reorienter", "reorientee"),
        ("diagnostiquee", "ajourner", "ajournee"),
        ("recevable", "classer-sans-suite", "sans_suite"),
        ("acceptee", "classer-sans-suite", "sans_suite"),
    ],
)
def test_un_refus_dit_son_motif(pilote, depart, code, arrivee):
    candidature = parcours.candidature(depart)
    plus = {"cause": "aucune_personne", "orientation": "afdas", "jusqu_au": horloge.aujourdhui() + timedelta(days=30)}
    vide = faire(pilote, candidature, code, motif=" ", **plus)
    assert _etat(candidature) == depart
    assert "tsf-erreurs" in texte(vide)
    faire(pilote, candidature, code, motif="Hors du champ de l’appel.", **plus)
    assert _etat(candidature) == arrivee
    assert Decision.objects.filter(candidature=candidature, motif="Hors du champ de l’appel.").exists()


def test_le_diagnostic_ecrit_t0_et_les_objectifs(pilote):
    candidature = parcours.candidature("recevable")
    assert "1 déclaré, 3 visé" in texte(pilote.get(adresse(candidature, "diagnostiquer")))
    faire(pilote, candidature, "diagnostiquer", **entretien(candidature))
    candidature = Candidature.objects.get(pk=candidature.pk)
    assert candidature.etat == "diagnostiquee"
    assert candidature.objectifs.get(rang=1).texte == "Poser un budget par pôle et par mois"
    assert Positionnement.objects.get(participant__candidature=candidature, moment=Moment.T0).niveau == 2


@pytest.mark.parametrize(
    ("change", "phrase"),
    [
        ({"synthese": ""}, "Synthèse de l’entretien"),
        ({"avenir": "reorienter"}, "Dites vers quel autre soutien vous réorientez."),
        ({"demi_journees": 5}, "« Transfert de savoir-faire », c’est de 1 à 4"),
        ({"demi_journees": 0}, "Demi-journées recommandées"),
        ({"objectif_1": ""}, "Objectif 1"),
        ({"niveau": 7}, "02.1 Construire et suivre un budget"),
        ({"niveau": ""}, "02.1 Construire et suivre un budget : choisissez un niveau, de 0 à 4."),
    ],
)
def test_un_diagnostic_mal_rempli_ne_perd_rien(pilote, change, phrase):
    candidature = parcours.candidature("recevable")
    if "niveau" in change:
        change = {f"niveau_{parcours.competence().pk}": change["niveau"]}
    page = texte(faire(pilote, candidature, "diagnostiquer", **entretien(candidature, **change)))
    assert _etat(candidature) == "recevable"
    assert "tsf-erreurs" in page
    assert phrase in page.replace("\u00a0", " ")
    assert "Suivre la trésorerie" in page


def test_accepter_prend_le_quota(pilote):
    candidature = parcours.candidature("diagnostiquee")
    page = texte(pilote.get(adresse(candidature, "accepter")))
    assert "Transfert de savoir-faire\u00a0: 4 sur 4" in page
    faire(pilote, candidature, "accepter", dispositif=candidature.dispositif_id, demi_journees=3, reserve="Sous réserve des dates.")
    assert _etat(candidature) == "acceptee"
    assert Quota.objects.get(structure=candidature.structure).pris == 3
    assert Decision.objects.get(candidature=candidature).motif == "Sous réserve des dates."


def test_une_date_passee_n_ajourne_rien(pilote):
    candidature = parcours.candidature("diagnostiquee")
    page = texte(faire(pilote, candidature, "ajourner", motif="Après l’été.", jusqu_au=horloge.aujourdhui()))
    assert _etat(candidature) == "diagnostiquee"
    assert "Choisissez une date à venir" in page


def test_une_decision_se_relit_avec_sa_phrase_puis_part(pilote):
    candidature = parcours.candidature("refusee", annoncee=False)
    courriel = candidature.decisions.get().courriel
    relue = pilote.post(adresse(candidature, "annoncer-la-decision"), {"mot": "Appelez-nous & parlons-en.", "apercu": "1"})
    assert f"Votre candidature {candidature.numero} n’est pas retenue" in texte(relue)
    assert texte(relue).count("Appelez-nous &amp; parlons-en.") == 2
    courriel.refresh_from_db()
    assert (courriel.etat, courriel.contexte["mot"]) == ("retenu", "")
    faire(pilote, candidature, "annoncer-la-decision", mot="Appelez-nous & parlons-en.")
    courriel.refresh_from_db()
    assert (courriel.etat, courriel.contexte["mot"]) == ("a_envoyer", "Appelez-nous & parlons-en.")
    assert candidature.decisions.get().mot == "Appelez-nous & parlons-en."


def test_accepter_puis_refuser_laisse_un_seul_courriel(pilote):
    candidature = parcours.candidature("acceptee", annoncee=False)
    faire(pilote, candidature, "revenir-sur-la-decision")
    assert Quota.objects.get(structure=candidature.structure).pris == 0
    faire(pilote, candidature, "refuser", motif="Un autre dispositif convient mieux.")
    faire(pilote, candidature, "annoncer-la-decision", mot="")
    decisions = candidature.dossier.courriels.filter(gabarit__in=["candidatures/acceptee", "candidatures/refusee"])
    assert sorted(decisions.values_list("gabarit", "etat")) == [("candidatures/acceptee", "annule"), ("candidatures/refusee", "a_envoyer")]


def test_un_quota_trop_court_dit_ce_qui_reste_et_garde_la_saisie(pilote):
    parcours.candidature("acceptee", demi_journees=3)
    seconde = parcours.candidature("diagnostiquee", porteur=parcours.personne("autre@exemple.test"))
    page = texte(faire(pilote, seconde, "accepter", dispositif=seconde.dispositif_id, demi_journees=2, reserve="Après l’été."))
    assert _etat(seconde) == "diagnostiquee"
    assert "il en reste 1, vous en accordez 2" in page
    assert "Après l’été." in page


# ---------- matching ----------


def test_solliciter_puis_retirer(pilote):
    candidature, profil = parcours.candidature("acceptee"), parcours.mentor()
    faire(pilote, candidature, "solliciter", profil=profil.pk)
    proposition = Proposition.objects.get(candidature=candidature)
    assert proposition.etat == "envoyee"
    double = faire(pilote, candidature, "solliciter", profil=profil.pk)
    assert "C’était déjà fait" in texte(double)
    assert "La personne-ressource en est prévenue" in texte(pilote.get(adresse(candidature, "retirer-la-proposition")))
    faire(pilote, candidature, "retirer-la-proposition")
    assert Proposition.objects.get(pk=proposition.pk).etat == "retiree"


def test_une_personne_en_pause_entre_temps_n_est_pas_sollicitee(pilote):
    candidature, profil = parcours.candidature("acceptee"), parcours.mentor("en_pause")
    page = texte(faire(pilote, candidature, "solliciter", profil=profil.pk))
    assert "ne peut plus être sollicitée" in page
    assert not Proposition.objects.exists()


def test_on_ne_sollicite_pas_la_structure_qui_demande(pilote):
    candidature, profil = parcours.candidature("acceptee", rang=5), parcours.mentor()
    page = texte(faire(pilote, candidature, "solliciter", profil=profil.pk))
    assert "Est de la structure qui demande" in page
    assert not Proposition.objects.exists()


def test_accepter_une_demande_dont_la_personne_ressource_a_dit_oui_demande_la_confirmation(pilote):
    proposition = parcours.proposition("acceptee", candidature_=parcours.candidature("diagnostiquee"))
    candidature = proposition.candidature
    faire(pilote, candidature, "accepter", dispositif=candidature.dispositif_id, demi_journees=2)
    faire(pilote, candidature, "annoncer-la-decision", mot="")
    assert candidature.dossier.courriels.filter(gabarit="accompagnements/confirmation").count() == 2


# ---------- thread ----------


def test_un_message_part_une_fois(pilote):
    candidature, cle = parcours.candidature(), uuid.uuid4()
    for _ in range(2):
        faire(pilote, candidature, "repondre", texte="Quel est votre calendrier ?", cle=cle)
    assert [message.texte for message in Message.objects.all()] == ["Quel est votre calendrier ?"]


def test_un_message_vide_est_redemande(pilote):
    page = texte(faire(pilote, parcours.candidature(), "repondre", texte="  ", cle=uuid.uuid4()))
    assert "tsf-erreurs" in page
    assert not Message.objects.exists()


# ---------- who, and what is drawn ----------

# What is possible beside the step where a file stands.
TOUJOURS = {"confier", "noter", "repondre", *(geste.code for geste in AVIS)}


def test_un_geste_inconnu_n_existe_pas(pilote):
    assert pilote.get(adresse(parcours.candidature(), "effacer")).status_code == 404


@pytest.mark.parametrize("code", sorted(gestes.PAR_CODE))
def test_seule_l_equipe_pilote_fait_un_geste(code, administrateur, comite):
    candidature = parcours.candidature()
    assert administrateur.post(adresse(candidature, code)).status_code == 403
    assert comite.post(adresse(candidature, code)).status_code == 302
    assert _etat(candidature) == "deposee"


@pytest.mark.parametrize(
    ("etat", "codes"),
    [
        ("deposee", ["declarer-recevable", "demander-un-complement", "declarer-irrecevable", "reorienter"]),
        ("recevable", ["solliciter", "diagnostiquer", "demander-un-complement", "reorienter", "classer-sans-suite"]),
        (
            "diagnostiquee",
            [
                "partager-le-diagnostic",
                "corriger-le-diagnostic",
                "solliciter",
                "accepter",
                "mettre-en-attente",
                "ajourner",
                "refuser",
                "reorienter",
                "classer-sans-suite",
            ],
        ),
        (
            "en_liste_attente",
            ["partager-le-diagnostic", "corriger-le-diagnostic", "accepter", "refuser", "reorienter", "classer-sans-suite"],
        ),
        ("acceptee", ["solliciter", "classer-sans-suite"]),
        ("refusee", []),
    ],
)
def test_les_gestes_suivent_l_etat(etat, codes):
    candidature = parcours.candidature(etat)
    cibles = dossier.cibles(dossier.trouver(candidature.numero, SYSTEME).get())
    ouverts = [ouvert for ouvert in gestes.ouverts(cibles, acteur(parcours.pilote())) if ouvert.geste.code not in TOUJOURS]
    assert [(ouvert.geste.code, ouvert.empechement) for ouvert in ouverts] == [(code, "") for code in codes]


@pytest.mark.parametrize(
    ("depart", "suspendus"),
    [
        ("deposee", ["declarer-recevable", "declarer-irrecevable", "reorienter"]),
        ("recevable", ["diagnostiquer", "reorienter", "classer-sans-suite"]),
    ],
)
def test_un_complement_attendu_suspend_ce_qui_decide(depart, suspendus):
    candidature = parcours.complement(parcours.candidature(depart)).candidature
    cibles = dossier.cibles(dossier.trouver(candidature.numero, SYSTEME).get())
    ouverts = [ouvert for ouvert in gestes.ouverts(cibles, acteur(parcours.pilote())) if ouvert.geste.code not in TOUJOURS]
    assert {ouvert.geste.code for ouvert in ouverts if ouvert.empechement} == set(suspendus)
    assert {ouvert.geste.code for ouvert in ouverts if not ouvert.empechement} == {"prolonger-le-complement", "annuler-le-complement"}


def test_une_decision_retenue_s_envoie_ou_se_reprend():
    candidature = parcours.candidature("acceptee", annoncee=False)
    cibles = dossier.cibles(dossier.trouver(candidature.numero, SYSTEME).get())
    ouverts = [ouvert for ouvert in gestes.ouverts(cibles, acteur(parcours.pilote())) if ouvert.geste.code not in TOUJOURS]
    possibles = [ouvert.geste.code for ouvert in ouverts if not ouvert.empechement]
    assert possibles == ["annoncer-la-decision", "solliciter", "revenir-sur-la-decision"]
    (empeche,) = [ouvert for ouvert in ouverts if ouvert.empechement]
    assert (empeche.geste.code, "attend d’être annoncée" in empeche.empechement) == ("classer-sans-suite", True)


def _transitions(modele) -> set[str]:
    return {transition.name for transition in modele._meta.get_field("etat").get_all_transitions(modele)}


def test_chaque_transition_de_l_equipe_a_son_geste():
    modeles = {"candidature": Candidature, "proposition": Proposition, "accompagnement": Accompagnement, "convention": Convention}
    manquantes = {
        (objet, transition.name)
        for objet, modele in modeles.items()
        for transition in modele._meta.get_field("etat").get_all_transitions(modele)
        if transition.permission.__name__
        in {"peut_instruire", "peut_conduire", "peut_etablir", "peut_annuler", "peut_terminer", "peut_abandonner"}
    } - {(geste.objet, geste.transition) for geste in gestes.GESTES}
    assert manquantes == set()


@pytest.mark.parametrize("modele", [Candidature, Proposition, Accompagnement, Seance, Convention, Evaluation])
def test_le_journal_sait_dire_chaque_transition(modele):
    nom = modele._meta.label_lower
    assert {code for code in _transitions(modele) if (nom, code) not in EVENEMENTS} == set()
