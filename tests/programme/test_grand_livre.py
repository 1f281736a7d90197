"""The ledger: totals by origin and kind, signed movements, counters of the line that never leave their bounds."""

from decimal import Decimal
from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from programme import actions
from programme.models import Ligne, Mouvement
from socle.refus import Refus
from tests import parcours

pytestmark = pytest.mark.django_db


@pytest.fixture
def ligne():
    return Ligne.objects.get(edition=parcours.edition(), genre=Ligne.Genre.INTERVENTIONS)


def compteurs(ligne: Ligne) -> tuple[int, int, int]:
    ligne.refresh_from_db()
    return (int(ligne.engage), int(ligne.realise), int(ligne.paye))


def mouvements(**filtres) -> list[tuple[str, int, int, int]]:
    lus = Mouvement.objects.filter(**filtres).order_by("pk").values_list("genre", "rang", "demi_journees", "montant")
    return [(genre, rang, demi_journees, int(montant)) for genre, rang, demi_journees, montant in lus]


def test_la_ligne_ne_s_engage_pas_au_dela_de_son_montant(ligne):
    actions.engager(ligne.edition, origine="a:1", demi_journees=58, montant=Decimal(14500))
    with pytest.raises(Refus) as refus:
        actions.engager(ligne.edition, origine="a:2", demi_journees=4, montant=Decimal(1000))
    assert refus.value.phrase == (
        "La ligne « Interventions » n’a plus que 500\u00a0€ disponibles ; cette convention demande 1\u202f000\u00a0€. "
        "Faites augmenter la ligne, ou attendez qu’une autre convention libère de quoi la payer."
    )
    assert compteurs(ligne) == (14500, 0, 0)


def test_un_meme_total_ne_s_ecrit_qu_une_fois(ligne):
    for _ in range(2):
        actions.engager(ligne.edition, origine="a:1", demi_journees=2, montant=Decimal(500))
        actions.realiser(ligne.edition, origine="a:1", demi_journees=1, montant=Decimal(250))
        actions.liberer(ligne.edition, origine="a:1", demi_journees=1, montant=Decimal(250))
        actions.payer(ligne.edition, origine="a:1", demi_journees=1, montant=Decimal(250))
    assert compteurs(ligne) == (250, 250, 250)
    assert mouvements() == [("engage", 0, 2, 500), ("realise", 0, 1, 250), ("libere", 0, 1, 250), ("paye", 0, 1, 250)]


def test_une_correction_est_un_mouvement_de_plus(ligne):
    actions.engager(ligne.edition, origine="a:1", demi_journees=4, montant=Decimal(1000))
    for tenues in (1, 3, 2, 2):
        actions.realiser(ligne.edition, origine="a:1", demi_journees=tenues, montant=250 * Decimal(tenues))
    assert mouvements(genre="realise") == [("realise", 0, 1, 250), ("realise", 1, 2, 500), ("realise", 2, -1, -250)]
    assert compteurs(ligne) == (1000, 500, 0)


def test_qui_renonce_compte_ses_demi_journees_sans_rien_depenser(ligne):
    assert actions.engager(ligne.edition, origine="a:1", demi_journees=2, montant=Decimal(0)).demi_journees == 2
    assert actions.engager(ligne.edition, origine="a:1", demi_journees=2, montant=Decimal(0)) is None
    assert actions.liberer(ligne.edition, origine="a:1", demi_journees=0, montant=Decimal(0)) is None
    assert compteurs(ligne) == (0, 0, 0)


@pytest.mark.parametrize(
    ("geste", "montant", "phrase"),
    [
        ("realiser", 750, "n’a que 500\u00a0€ engagés"),
        ("liberer", 300, "n’a que 200\u00a0€ engagés"),
        ("payer", 251, "a déjà 251\u00a0€ payés"),
        ("realiser", 100, "a déjà 200\u00a0€ payés"),
    ],
)
def test_engage_realise_et_paye_restent_dans_l_ordre(ligne, geste, montant, phrase):
    actions.engager(ligne.edition, origine="a:1", demi_journees=2, montant=Decimal(500))
    actions.realiser(ligne.edition, origine="a:1", demi_journees=1, montant=Decimal(250))
    actions.payer(ligne.edition, origine="a:1", demi_journees=1, montant=Decimal(200))
    with pytest.raises(Refus, match=phrase):
        getattr(actions, geste)(ligne.edition, origine="a:1", demi_journees=1, montant=Decimal(montant))
    assert compteurs(ligne) == (500, 250, 200)
    assert len(mouvements()) == 3


def test_ce_qui_est_libere_par_erreur_se_reprend_dans_la_limite_de_la_ligne(ligne):
    actions.engager(ligne.edition, origine="a:1", demi_journees=60, montant=Decimal(15000))
    actions.liberer(ligne.edition, origine="a:1", demi_journees=2, montant=Decimal(500))
    actions.engager(ligne.edition, origine="a:2", demi_journees=1, montant=Decimal(250))
    with pytest.raises(Refus, match="n’a plus que 250\u00a0€ disponibles"):
        actions.liberer(ligne.edition, origine="a:1", demi_journees=0, montant=Decimal(0))
    actions.liberer(ligne.edition, origine="a:1", demi_journees=1, montant=Decimal(250))
    assert compteurs(ligne) == (15000, 0, 0)
    assert mouvements(genre="libere") == [("libere", 0, 2, 500), ("libere", 1, -1, -250)]


@pytest.mark.parametrize("compteurs_faux", [{"engage": 15001}, {"engage": -1}, {"realise": 1}, {"engage": 5, "realise": 5, "paye": 6}])
def test_la_base_refuse_ce_que_le_code_laisserait_passer(ligne, compteurs_faux):
    with pytest.raises(IntegrityError), transaction.atomic():
        Ligne.objects.filter(pk=ligne.pk).update(**compteurs_faux)


def test_la_migration_compte_les_mouvements_deja_ecrits(ligne):
    actions.engager(ligne.edition, origine="a:1", demi_journees=4, montant=Decimal(1000))
    actions.liberer(ligne.edition, origine="a:1", demi_journees=1, montant=Decimal(250))
    actions.realiser(ligne.edition, origine="a:1", demi_journees=3, montant=Decimal(750))
    actions.payer(ligne.edition, origine="a:1", demi_journees=1, montant=Decimal(250))
    Ligne.objects.update(engage=0, realise=0, paye=0)
    import_module("programme.migrations.0004_compteurs_des_lignes").compter(apps, None)
    assert compteurs(ligne) == (750, 750, 250)
    assert not Ligne.objects.exclude(pk=ligne.pk).exclude(engage=0).exists()


def test_la_migration_rattache_le_tenu_a_son_accompagnement():
    paire = parcours.accompagnement("realise")
    noms = [f"accompagnements.seance:{seance.pk}" for seance in paire.seances.order_by("pk")]
    for rang, nom in enumerate(noms):
        Mouvement.objects.filter(genre="realise", rang=rang).update(origine=nom, rang=0)
    import_module("accompagnements.migrations.0002_origine_du_tenu").rattacher(apps, None)
    assert mouvements(origine=f"accompagnements.accompagnement:{paire.pk}") == [("realise", 0, 1, 250), ("realise", 1, 1, 250)]
