"""The two documents of a questionnaire: the blank form, the copy of the answers. Both valid PDF/A-3a and PDF/UA-1."""

from datetime import UTC, datetime

import pytest

from candidatures import documents as d_candidatures
from candidatures import questionnaire_initial
from candidatures.demande import MentorVoulu
from candidatures.models import Candidature
from questionnaires import documents
from socle.acteurs import SYSTEME
from socle.documents import production
from tests import parcours
from tests.verapdf import verifier_pdf

pytestmark = pytest.mark.django_db
LE = datetime(2026, 11, 22, 9, tzinfo=UTC)


def envoyee() -> Candidature:
    mentor = MentorVoulu("Sam Roux", "La Cartonnerie", "", "Sam a tenu ce budget dix ans.", True, False)
    return Candidature.objects.get(pk=parcours.candidature("deposee", porte="connue", mentor=mentor, lieu="mixte").pk)


def test_la_copie_dit_ce_qui_a_ete_repondu_en_mots():
    contexte = d_candidatures.copie_des_reponses(envoyee())
    lus = {question["libelle"]: question["passages"] for etape in contexte["etapes"] for question in etape["questions"]}
    assert lus["Où voulez-vous travailler ensemble ?"] == [{"titre": "", "lignes": [["", "Un peu des deux, sur place et à distance"]]}]
    assert lus["Où en êtes-vous, où voulez-vous arriver ?"] == [
        {"titre": "Construire et suivre un budget", "lignes": [["Aujourd’hui", "notions"], ["À la fin de l’accompagnement", "autonomie"]]}
    ]
    assert ["Son prénom et son nom", "Sam Roux"] in lus["La personne à qui vous pensez"][0]["lignes"]
    assert lus["À quelle période ?"] == []
    assert [len(passage["lignes"]) for passage in lus["Vous déclarez que…"]] == [3]


def test_la_copie_se_fait_une_fois_par_etat_des_reponses():
    candidature = envoyee()
    parcours.executer("copie_des_reponses")
    parcours.executer("copie_des_reponses")
    assert candidature.dossier.documents.filter(genre="reponses").count() == 1


@pytest.mark.externe
def test_la_copie_est_valide():
    contexte = d_candidatures.copie_des_reponses(envoyee())
    verifier_pdf(production.preparer("reponses", "reponses", contexte, nom="reponses.pdf", le=LE).octets)


@pytest.mark.externe
def test_le_fac_simile_est_valide():
    parcours.departement()
    contexte = documents.fac_simile(questionnaire_initial.charger(SYSTEME))
    verifier_pdf(production.preparer("fac_simile", "fac_simile", contexte, nom="fac-simile.pdf", le=LE).octets)
