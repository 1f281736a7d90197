"""Caps and ledger: never past them, once per origin."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from programme import actions
from programme.models import Dispositif, Ligne, Mouvement, Quota
from socle.refus import Refus
from tests import parcours

pytestmark = pytest.mark.django_db


@pytest.fixture
def tsf():
    return Dispositif.objects.get(edition=parcours.edition(), code="tsf")


@pytest.fixture
def ligne(tsf):
    return Ligne.objects.get(edition=tsf.edition, genre=Ligne.Genre.INTERVENTIONS)


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


def test_la_ligne_ne_s_engage_pas_au_dela_de_son_montant(ligne):
    actions.engager(ligne.edition, origine="a:1", demi_journees=58, montant=Decimal(14500))
    with pytest.raises(Refus) as refus:
        actions.engager(ligne.edition, origine="a:2", demi_journees=4, montant=Decimal(1000))
    assert refus.value.phrase == (
        "La ligne « Interventions » n’a plus que 500\u00a0€ disponibles ; cette convention demande 1\u202f000\u00a0€. "
        "Faites augmenter la ligne, ou attendez qu’une autre convention libère de quoi la payer."
    )


def test_un_meme_mouvement_ne_s_ecrit_qu_une_fois(ligne):
    for _ in range(2):
        actions.engager(ligne.edition, origine="a:1", demi_journees=2, montant=Decimal(500))
        actions.realiser(ligne.edition, origine="a:1", demi_journees=1, montant=Decimal(250))
        actions.liberer(ligne.edition, origine="a:1", demi_journees=1, montant=Decimal(250))
    ligne.refresh_from_db()
    assert ligne.engage == Decimal(250)
    assert list(Mouvement.objects.values_list("genre", flat=True)) == ["engage", "realise", "libere"]


def test_la_base_refuse_ce_que_le_code_laisserait_passer(ligne, tsf):
    with pytest.raises(IntegrityError), transaction.atomic():
        Ligne.objects.filter(pk=ligne.pk).update(engage=ligne.montant + 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Quota.objects.create(dispositif=tsf, structure=parcours.structure(0), pris=5, plafond=4)
