"""The weights of matching: a hundred points in all, set by the pilot team, copied from one edition to the next."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from programme import actions
from programme.models import POIDS, Edition
from socle.acteurs import SYSTEME
from socle.models import Evenement
from socle.refus import Refus, RefusDroit
from tests import parcours
from tests.navigation import connecte

pytestmark = pytest.mark.django_db
AUTRES = dict(zip(POIDS, (30, 20, 20, 20, 10), strict=True))


def _poids(edition: Edition) -> dict[str, int]:
    return {nom: getattr(edition, nom) for nom in POIDS}


def test_l_equipe_regle_les_poids_et_le_journal_le_garde():
    edition = actions.regler_poids(parcours.edition(), AUTRES, acteur=parcours.acteur(parcours.pilote()))
    assert _poids(Edition.objects.get(pk=edition.pk)) == AUTRES
    assert Evenement.objects.get(code="regler_poids").details == {"poids": AUTRES}


def test_une_autre_edition_en_herite():
    depuis = actions.regler_poids(parcours.edition(), AUTRES, acteur=SYSTEME)
    suivante = actions.creer_edition(
        code="2040-2041", nom="Édition 2040–2041", debut=date(2040, 5, 1), fin=date(2041, 5, 31), depuis=depuis, acteur=SYSTEME
    )
    assert _poids(suivante) == AUTRES


def test_les_poids_font_cent_points():
    edition = parcours.edition()
    with pytest.raises(Refus, match="cent points en tout"):
        actions.regler_poids(edition, AUTRES | {POIDS[0]: 31}, acteur=SYSTEME)
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(poids_equite=11)


def test_seule_l_equipe_pilote_les_regle():
    with pytest.raises(RefusDroit):
        actions.regler_poids(parcours.edition(), AUTRES, acteur=parcours.acteur(parcours.administrateur()))


def test_le_formulaire_dit_ce_qui_ne_va_pas_et_ne_change_que_les_poids():
    edition = parcours.edition()
    client, adresse = connecte(parcours.pilote()), reverse("admin:programme_edition_change", args=[edition.pk])
    page = client.post(adresse, AUTRES | {"poids_equite": 0}).content.decode()
    assert "Les cinq poids font 90 points en tout" in page
    assert client.post(adresse, AUTRES | {"enveloppe": "1", "nom": "Autre"}).status_code == 302
    relue = Edition.objects.get(pk=edition.pk)
    assert (_poids(relue), relue.nom, relue.enveloppe) == (AUTRES, edition.nom, edition.enveloppe)
