"""Editions: the reference one, and the one duplicated from it."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme import actions, regles
from programme.edition_de_reference import charger
from programme.models import Edition, Ligne
from socle.acteurs import SYSTEME
from socle.refus import Refus


@pytest.mark.django_db
def test_l_edition_de_reference_porte_les_chiffres_du_cahier_des_charges():
    charger(SYSTEME)
    reference = Edition.objects.get(code="2022-2023")
    assert (reference.etat, reference.debut, reference.fin) == (Edition.Etat.SOLDEE, date(2022, 5, 1), date(2023, 5, 31))
    assert (reference.enveloppe, reference.prix_journee, reference.objectif_demi_journees) == (Decimal(30000), Decimal(500), 60)
    assert reference.lignes.get(genre=Ligne.Genre.INTERVENTIONS).montant == Decimal(15000)
    assert [(d.code, d.minimum, d.maximum) for d in reference.dispositifs.all()] == [("tsf", 1, 4), ("mentorat", 1, 8)]


@pytest.mark.django_db
def test_l_edition_courante_en_est_dupliquee_et_ouverte_une_seule_fois():
    courante = charger(SYSTEME)
    assert charger(SYSTEME) == courante
    assert (courante.etat, courante.issue_de.code) == (Edition.Etat.OUVERTE, "2022-2023")
    assert [dispositif.ouvre_le for dispositif in courante.dispositifs.all()] == [courante.debut] * 2
    assert courante.total_des_lignes() == courante.enveloppe


@pytest.mark.django_db
def test_une_edition_dont_les_lignes_depassent_l_enveloppe_ne_s_ouvre_pas():
    reference = Edition.objects.get(pk=charger(SYSTEME).issue_de_id)
    edition = actions.creer_edition(
        code="2030-2031", nom="Édition 2030–2031", debut=date(2030, 5, 1), fin=date(2031, 5, 31), depuis=reference, acteur=SYSTEME
    )
    edition.lignes.create(genre=Ligne.Genre.AUTRE, libelle="Imprévus", montant=Decimal("0.01"))
    with pytest.raises(Refus, match="dépasse l’enveloppe"):
        actions.ouvrir_edition(edition, acteur=SYSTEME)


@given(st.dates(min_value=date(2020, 1, 1), max_value=date(2060, 12, 31)))
def test_tout_jour_a_une_edition_de_treize_mois_qui_le_contient(jour):
    debut, fin = regles.periode_courante(jour)
    assert debut <= jour <= fin
    assert (debut.month, debut.day, fin.year, fin.month, fin.day) == (5, 1, debut.year + 1, 5, 31)


@given(st.integers(0, 60))
def test_une_demi_journee_coute_250_euros(demi_journees):
    assert regles.montant(demi_journees, Decimal(500)) == 250 * demi_journees
