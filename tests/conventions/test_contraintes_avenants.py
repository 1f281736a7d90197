"""What the database holds of avenants, whatever the code does."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from conventions.models import Convention
from tests import parcours

pytestmark = pytest.mark.django_db


@pytest.fixture
def base() -> Convention:
    return parcours.convention("preparee")


def avenant(base: Convention, rang: int = 1, **champs) -> Convention:
    valeurs = {nom: getattr(base, nom) for nom in ("dossier", "accompagnement", "debut", "fin", "mode_paiement", "payee")}
    valeurs |= {"demi_journees": 3, "montant": Decimal(750), "demi_journees_avant": 2, "montant_avant": Decimal(500)}
    valeurs |= {"parent": base, "numero": f"{base.numero}-V{rang}", "motif_avenant": "Une demi-journée de plus."}
    return Convention.objects.create(**(valeurs | champs))


def test_un_avenant_vit_a_cote_de_sa_convention(base):
    trouve = avenant(base)
    assert (trouve.est_un_avenant, trouve.demi_journees_ajoutees, trouve.montant_ajoute) == (True, 1, Decimal(250))
    assert list(Convention.objects.bases()) == [base]
    assert list(Convention.objects.avenants_ouverts()) == [trouve]


def test_un_seul_avenant_ouvert_par_convention(base):
    avenant(base)
    with pytest.raises(IntegrityError), transaction.atomic():
        avenant(base, 2)


@pytest.mark.parametrize("champs", [{"motif_avenant": ""}, {"demi_journees_avant": 0}])
def test_un_avenant_dit_pourquoi_et_ce_qu_il_remplace(base, champs):
    with pytest.raises(IntegrityError), transaction.atomic():
        avenant(base, **champs)


@pytest.mark.parametrize("champs", [{"motif_avenant": "Non"}, {"fin_anticipee": True}, {"demi_journees_avant": 1}, {"montant_avant": 1}])
def test_une_convention_ne_remplace_rien(base, champs):
    with pytest.raises(IntegrityError), transaction.atomic():
        Convention.objects.filter(pk=base.pk).update(**champs)
