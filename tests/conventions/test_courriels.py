"""Mails of agreements, as they were read and approved."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from conventions import actions, notifications
from conventions.models import Convention
from socle.models import Courriel, Travail
from tests import parcours
from tests.instantanes import verifier_courriel

pytestmark = pytest.mark.django_db
INSTANTANES = Path(__file__).parent / "instantanes"
LE = datetime(2026, 11, 22, 9, tzinfo=UTC)


def verifier(nom: str, convention: Convention, partie: str = "mentor") -> None:
    verifier_courriel(f"conventions/{nom}", parcours.signature(convention, partie).personne, INSTANTANES / f"{nom}.txt")


@pytest.mark.parametrize("nom", ["a_signer", "signee"])
def test_les_courriels_de_la_convention(nom):
    with time_machine.travel(LE, tick=False):
        verifier(nom, parcours.convention("signee"))


def test_les_courriels_du_document_scelle():
    with time_machine.travel(LE, tick=False):
        convention = parcours.convention("signee")
        notifications.annoncer_scelle(convention)
        verifier("scellee", convention, "pilote")
        porteur = convention.accompagnement.candidature.porteur
        verifier_courriel("conventions/scellee", porteur, INSTANTANES / "scellee-sans_signer.txt")


def test_les_courriels_qui_font_verifier_les_informations():
    with time_machine.travel(LE, tick=False):
        convention = parcours.convention("preparee")
        mentor = convention.accompagnement.mentor.personne
        verifier_courriel("conventions/informations", mentor, INSTANTANES / "informations.txt")
        actions.relancer_informations(convention, acteur=parcours.acteur(parcours.pilote()))
        verifier_courriel("conventions/informations", mentor, INSTANTANES / "informations_relance.txt")


def test_le_courriel_de_l_annulation():
    with time_machine.travel(LE, tick=False):
        verifier("annulation", actions.annuler(parcours.convention("emise"), acteur=parcours.acteur(parcours.pilote())))


def test_le_courriel_de_qui_suit_la_demande_sans_signer():
    with time_machine.travel(LE, tick=False):
        convention = parcours.convention("emise")
        verifier_courriel("conventions/emise", convention.accompagnement.candidature.porteur, INSTANTANES / "emise.txt")


def test_le_courriel_du_refus():
    with time_machine.travel(LE, tick=False):
        verifier("refus", parcours.convention("refusee"), "pilote")


def test_les_courriels_du_rappel_et_du_nouveau_lien():
    with time_machine.travel(LE, tick=False):
        convention, equipe = parcours.convention("emise"), parcours.acteur(parcours.pilote())
        actions.relancer(convention, signataires=[parcours.signature(convention)], acteur=equipe)
        verifier("rappel_signature", convention)
        actions.renouveler(convention, signataire=parcours.signature(convention), acteur=equipe)
        verifier("nouveau_lien", convention)


def test_le_courriel_du_delai_passe():
    with time_machine.travel(LE, tick=False) as voyage:
        convention = parcours.convention("emise")
        voyage.shift(timedelta(days=30))
        actions.expirer(Travail.objects.get(genre="delai_de_signature"))
        verifier("delai_passe", convention)


def test_le_code_ne_se_lit_que_dans_le_courriel_parti(mailoutbox):
    with time_machine.travel(LE, tick=False):
        convention = parcours.convention("emise")
        signataire = parcours.signature(convention)
        actions.demander_code(signataire, acteur=parcours.par_lien(signataire), navigateur=parcours.NAVIGATEUR)
        verifier("code", convention)
        parcours.executer("courriel")
        chiffres = actions.fabriquer(code_id=signataire.codes.get().pk)
        assert f"Votre code pour signer\u00a0: {chiffres}\n" in next(lettre.body for lettre in mailoutbox if "code" in lettre.subject)
        garde = Courriel.objects.get(gabarit="conventions/code")
        assert "[code personnel]" in garde.corps
        assert chiffres not in garde.corps + garde.sujet + str(garde.contexte) + str(garde.liens)
