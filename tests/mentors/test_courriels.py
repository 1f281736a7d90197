"""Mails to personnes-ressources and to those who propose them, as they were read and approved."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine

from mentors import actions
from socle.courriels import apercu
from socle.models import Courriel
from tests import parcours
from tests.instantanes import verifier, verifier_courriel

from .essais import recommander

pytestmark = pytest.mark.django_db
INSTANTANES = Path(__file__).parent / "instantanes"


@pytest.fixture(autouse=True)
def _un_jour_de_novembre():
    with time_machine.travel(datetime(2026, 11, 22, 9, tzinfo=UTC), tick=False):
        yield


def test_le_premier_contact_dit_qui_a_propose_a_quoi_cela_sert_et_les_droits():
    profil = recommander()
    recommander(par_nom="Paul Astier", institution="")
    actions.changer_etat(profil, "contacter", acteur=parcours.acteur(parcours.pilote()))
    verifier_courriel("mentors/contact", profil.personne, INSTANTANES / "contact.txt")


def test_le_premier_contact_sans_proposition():
    profil = parcours.mentor("contacte")
    verifier_courriel("mentors/contact", profil.personne, INSTANTANES / "contact-equipe.txt")


def test_le_merci_ne_reprend_rien_de_ce_qui_a_ete_saisi():
    recommander(par_email="ariane@exemple.test", pourquoi="Achetez mes montres")
    courriel = Courriel.objects.get()
    assert (courriel.adresse, courriel.personne, courriel.contexte) == ("ariane@exemple.test", None, {})
    sujet, corps = apercu(courriel)
    verifier(f"{sujet}\n\n{corps}", INSTANTANES / "merci.txt")
