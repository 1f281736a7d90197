"""Numbers, déports, consultations."""

import pytest

from socle.consultations import consigner
from socle.models import Compteur, Consultation
from tests import parcours

pytestmark = pytest.mark.django_db


def test_les_numeros_se_suivent_par_prefixe_et_par_annee():
    assert [Compteur.objects.prendre("DOS", 2026) for _ in range(2)] == ["DOS-2026-0001", "DOS-2026-0002"]
    assert Compteur.objects.prendre("DOS", 2027) == "DOS-2027-0001"
    assert Compteur.objects.prendre("RAP", 2026) == "RAP-2026-0001"


def test_un_brouillon_n_a_pas_de_numero():
    assert parcours.brouillon().numero is None
    assert parcours.candidature("deposee").numero.startswith("DOS-")


def test_une_page_rouverte_aussitot_est_une_seule_consultation():
    candidature, equipe = parcours.candidature("deposee"), parcours.acteur(parcours.pilote())
    consigner(candidature, acteur=equipe)
    consigner(candidature, acteur=equipe)
    assert Consultation.objects.get().dossier == candidature.dossier
