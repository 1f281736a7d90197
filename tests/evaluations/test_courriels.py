"""Mails of evaluations, as they were read and approved; the link is made when they leave."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from evaluations import actions
from evaluations.models import Evaluation
from socle import courriels
from socle.models import Courriel
from tests import parcours
from tests.instantanes import verifier_courriel

from .conftest import termine

pytestmark = pytest.mark.django_db
INSTANTANES = Path(__file__).parent / "instantanes"


@pytest.fixture(autouse=True)
def _un_jour_de_novembre():
    with time_machine.travel(datetime(2026, 11, 22, 9, tzinfo=UTC), tick=False):
        yield


def verifier_pour(evaluation: Evaluation, nom: str) -> None:
    chemin = INSTANTANES / f"{nom}-{evaluation.etape}-{evaluation.repondant}.txt"
    verifier_courriel(f"evaluations/{nom}", evaluation.personne, chemin)


def test_les_invitations_les_rappels_et_les_remerciements(horloge):
    termine()
    sortie = list(Evaluation.objects.filter(etape="sortie"))
    horloge.avancer(timedelta(days=7))
    actions.faire_vivre()
    for evaluation in sortie:
        verifier_pour(evaluation, "invitation")
        verifier_pour(evaluation, "relance")
        actions.remplir(evaluation, actions.Retour({}, {}), acteur=parcours.acteur(evaluation.personne))
        verifier_pour(evaluation, "remerciement")
    horloge.avancer(timedelta(days=183))
    actions.faire_vivre()
    horloge.avancer(timedelta(days=7))
    actions.faire_vivre()
    for evaluation in Evaluation.objects.filter(etape="six_mois"):
        verifier_pour(evaluation, "invitation")
        verifier_pour(evaluation, "relance")
        actions.remplir(evaluation, actions.Retour({}, {}), acteur=parcours.acteur(evaluation.personne))
        verifier_pour(evaluation, "remerciement")


def test_le_lien_personnel_n_est_ecrit_nulle_part_et_part_dans_le_message(mailoutbox, accompagnee):
    courriel = Courriel.objects.get(gabarit="evaluations/invitation", personne=accompagnee.personne)
    assert courriels.LIEN_MASQUE in courriels.apercu(courriel)[1]
    parcours.executer("courriel")
    envoye = next(message for message in mailoutbox if message.to == [accompagnee.personne.email] and "cinq minutes" in message.body)
    assert "/l/" in envoye.body
    courriel.refresh_from_db()
    assert "/l/" not in courriel.corps
