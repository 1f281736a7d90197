"""Mails of proposals and pairs, as they were read and approved."""

import uuid
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine

from accompagnements import actions
from candidatures import actions as a_candidatures
from tests import parcours, seances
from tests.instantanes import verifier_courriel

pytestmark = pytest.mark.django_db
INSTANTANES = Path(__file__).parent / "instantanes"


@pytest.fixture(autouse=True)
def _un_jour_de_novembre():
    with time_machine.travel(datetime(2026, 11, 22, 9, tzinfo=UTC), tick=False):
        yield


def test_les_courriels_de_la_sollicitation_a_la_paire():
    proposition = parcours.proposition("confirmee")
    mentor, porteuse = proposition.profil.personne, proposition.candidature.porteur
    verifier_courriel("accompagnements/proposition", mentor, INSTANTANES / "proposition.txt")
    verifier_courriel("accompagnements/confirmation", porteuse, INSTANTANES / "confirmation.txt")
    verifier_courriel("accompagnements/paire", mentor, INSTANTANES / "paire.txt")


def test_le_courriel_de_la_reponse_a_une_question():
    proposition = parcours.proposition("envoyee")
    mentor, equipe = parcours.acteur(proposition.profil.personne), parcours.acteur(parcours.pilote())
    actions.demander(proposition, texte="Les séances se passent-elles à Sète ?", cle=uuid.uuid4(), acteur=mentor)
    actions.repondre_question(proposition, reponse="Oui, le mardi ou le jeudi.", acteur=equipe)
    verifier_courriel("accompagnements/reponse", proposition.profil.personne, INSTANTANES / "reponse.txt")


def test_le_courriel_du_retrait():
    proposition = parcours.proposition("envoyee")
    actions.retirer(proposition, acteur=parcours.acteur(parcours.pilote()))
    verifier_courriel("accompagnements/retrait", proposition.profil.personne, INSTANTANES / "retrait.txt")


def test_le_courriel_de_l_abandon():
    paire = parcours.accompagnement("abandonne")
    verifier_courriel("accompagnements/abandon", paire.mentor.personne, INSTANTANES / "abandon.txt")
    retiree = parcours.accompagnement("prepare", candidature_=parcours.candidature("acceptee", rang=1))
    a_candidatures.retirer(retiree.candidature, acteur=parcours.acteur(retiree.candidature.porteur))
    verifier_courriel("accompagnements/abandon", retiree.candidature.porteur, INSTANTANES / "abandon-retrait.txt")


def test_une_esperluette_reste_une_esperluette():
    candidature = parcours.candidature("acceptee", intitule="Son & lumière : l’« après »", raison_sociale="Pif & Paf")
    proposition = parcours.proposition("envoyee", candidature_=candidature)
    verifier_courriel("accompagnements/proposition", proposition.profil.personne, INSTANTANES / "esperluette.txt")


def test_les_courriels_d_une_seance_prevue_deplacee_annulee():
    paire = parcours.accompagnement("conventionne")
    mentor, porteuse = parcours.acteur(paire.mentor.personne), paire.candidature.porteur
    prevu = seances.plan(2, lieu="12, quai de la Résistance, Sète")
    seance = actions.planifier(paire, prevu, cle=uuid.uuid4(), acteur=mentor)
    verifier_courriel("accompagnements/seance-prevue", porteuse, INSTANTANES / "seance-prevue.txt")
    ailleurs = seances.plan(3, 14, 18, a_distance=True, lieu="https://visio.exemple.test/sete")
    seance = actions.deplacer(seance, ailleurs, cle=uuid.uuid4(), motif="Répétition ce matin-là.", acteur=mentor)
    verifier_courriel("accompagnements/seance-deplacee", porteuse, INSTANTANES / "seance-deplacee.txt")
    actions.annuler_seance(seance, motif="Train supprimé.", acteur=mentor)
    verifier_courriel("accompagnements/seance-annulee", porteuse, INSTANTANES / "seance-annulee.txt")


def test_les_courriels_d_une_contestation():
    seance = seances.seance("ecartee")
    mentor = seance.accompagnement.mentor.personne
    verifier_courriel("accompagnements/contestation", mentor, INSTANTANES / "contestation.txt")
    verifier_courriel("accompagnements/seance-tranchee", mentor, INSTANTANES / "seance-tranchee.txt")


def test_le_courriel_d_une_absence():
    paire = parcours.accompagnement("conventionne")
    mentor = parcours.acteur(paire.mentor.personne)
    seance = actions.planifier(paire, seances.plan(0, 14, 17), cle=uuid.uuid4(), acteur=mentor)
    with time_machine.travel(datetime(2026, 11, 22, 17, tzinfo=UTC), tick=False):
        actions.noter_absence(seance, motif="J’ai attendu une heure.", acteur=mentor)
        verifier_courriel("accompagnements/absence", paire.candidature.porteur, INSTANTANES / "absence.txt")
