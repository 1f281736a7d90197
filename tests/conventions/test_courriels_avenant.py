"""Mails of avenants, as they were read and approved: an avenant is never called an agreement."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from conventions import actions, notifications
from conventions.models import Convention
from socle.models import Travail
from tests import avenants, parcours
from tests.instantanes import verifier_courriel

pytestmark = pytest.mark.django_db
INSTANTANES = Path(__file__).parent / "instantanes"
LE = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture
def le_jour():
    with time_machine.travel(LE, tick=False) as voyage:
        yield voyage


@pytest.fixture
def avenant(le_jour) -> Convention:
    return avenants.avenant("emise")


def verifier(nom: str, avenant: Convention, partie: str = "mentor") -> None:
    verifier_courriel(f"conventions/{nom}", parcours.signature(avenant, partie).personne, INSTANTANES / f"{nom}-avenant.txt")


def test_l_invitation_le_rappel_le_nouveau_lien_le_code(avenant):
    equipe, signataire = parcours.acteur(parcours.pilote()), parcours.signature(avenant)
    verifier("a_signer", avenant)
    actions.relancer(avenant, signataires=[signataire], acteur=equipe)
    verifier("rappel_signature", avenant)
    actions.renouveler(avenant, signataire=signataire, acteur=equipe)
    verifier("nouveau_lien", avenant)
    actions.demander_code(signataire, acteur=parcours.par_lien(signataire), navigateur=parcours.NAVIGATEUR)
    verifier("code", avenant)


def test_qui_suit_sans_signer(avenant):
    verifier_courriel("conventions/emise", avenant.accompagnement.candidature.porteur, INSTANTANES / "emise-avenant.txt")


def test_le_refus_laisse_la_convention_en_vigueur(avenant):
    parcours.refuser(parcours.signature(avenant))
    verifier("refus", avenant, "pilote")


def test_le_delai_passe(avenant, le_jour):
    le_jour.shift(timedelta(days=30))
    actions.expirer(Travail.objects.get(genre="delai_de_signature", objet_id=avenant.pk))
    verifier("delai_passe", avenant)


def test_l_annulation(avenant):
    verifier("annulation", actions.annuler(avenant, acteur=parcours.acteur(parcours.pilote())))


def test_la_signature_puis_le_document_scelle(avenant):
    signe = avenants.signer_sur_papier(avenant)
    verifier_courriel("conventions/avenant_signe", parcours.signature(signe).personne, INSTANTANES / "avenant_signe.txt")
    notifications.annoncer_scelle(signe)
    verifier("scellee", signe, "pilote")


def test_la_fin_anticipee_ne_propose_aucune_seance(le_jour):
    paire = parcours.accompagnement("en_cours")
    signe = avenants.avenant("signee", accompagnement_=paire, fin_anticipee=True, fin=LE.date(), motif="Le besoin est couvert.")
    verifier_courriel("conventions/avenant_signe", paire.mentor.personne, INSTANTANES / "avenant_signe-fin_anticipee.txt")
    assert signe.fin_anticipee
