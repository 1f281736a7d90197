"""The caps of structures: never past them."""

import pytest
from django.db import IntegrityError, transaction

from programme import actions
from programme.models import Dispositif, Quota
from socle.refus import Refus
from tests import parcours

pytestmark = pytest.mark.django_db


@pytest.fixture
def tsf():
    return Dispositif.objects.get(edition=parcours.edition(), code="tsf")


def test_le_plafond_d_une_structure_se_dit_avec_ce_qui_reste(tsf):
    structure = parcours.structure(0, "Les Quais")
    actions.prendre_quota(tsf, structure, 3)
    with pytest.raises(Refus) as refus:
        actions.prendre_quota(tsf, structure, 2)
    assert refus.value.phrase == (
        "Les Quais a déjà 3 demi-journées sur 4 pour « Transfert de savoir-faire » : il en reste 1, vous en accordez 2."
    )
    assert Quota.objects.get().pris == 3


def test_ce_qui_est_rendu_peut_etre_repris(tsf):
    structure = parcours.structure(0)
    actions.prendre_quota(tsf, structure, 4)
    actions.rendre_quota(tsf, structure, 3)
    assert actions.prendre_quota(tsf, structure, 3).reste == 0


def test_le_cumul_des_deux_dispositifs_est_un_reglage(tsf):
    structure, mentorat = parcours.structure(0), Dispositif.objects.get(edition=tsf.edition, code="mentorat")
    actions.prendre_quota(tsf, structure, 1)
    actions.prendre_quota(mentorat, structure, 8)
    tsf.edition.cumul_permis = False
    tsf.edition.save()
    tsf.refresh_from_db()
    with pytest.raises(Refus, match="ne permet pas de cumuler"):
        actions.prendre_quota(tsf, structure, 1)


def test_la_base_refuse_plus_que_le_plafond(tsf):
    with pytest.raises(IntegrityError), transaction.atomic():
        Quota.objects.create(dispositif=tsf, structure=parcours.structure(0), pris=5, plafond=4)
