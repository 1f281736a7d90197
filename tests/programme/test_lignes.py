"""The amounts of the budget lines, changed by the pilot team within the envelope."""

from decimal import Decimal

import pytest
from django.urls import reverse

from programme import actions
from programme.models import Edition, Ligne
from socle.acteurs import SYSTEME
from socle.models import Evenement
from socle.refus import Refus, RefusDroit
from tests import parcours
from tests.navigation import connecte

pytestmark = pytest.mark.django_db


@pytest.fixture
def ligne():
    trouvee = Ligne.objects.get(edition=parcours.edition(), genre=Ligne.Genre.INTERVENTIONS)
    actions.engager(trouvee.edition, origine="a:1", demi_journees=4, montant=Decimal(1000))
    return trouvee


@pytest.fixture
def autre(ligne):
    return Ligne.objects.get(edition=ligne.edition, genre=Ligne.Genre.PILOTAGE)


def test_l_equipe_change_une_ligne_et_le_journal_le_garde(ligne):
    actions.modifier_ligne(ligne, Decimal(1000), acteur=parcours.acteur(parcours.pilote()))
    ligne.refresh_from_db()
    assert (ligne.montant, ligne.engage, ligne.disponible) == (1000, 1000, 0)
    assert Evenement.objects.get(code="modifier_ligne").details == {"avant": "15000.00", "apres": "1000"}
    actions.modifier_ligne(ligne, Decimal(1000), acteur=SYSTEME)
    assert Evenement.objects.filter(code="modifier_ligne").count() == 1


def test_une_ligne_ne_descend_pas_sous_ce_qui_est_engage(ligne):
    with pytest.raises(Refus) as refus:
        actions.modifier_ligne(ligne, Decimal("999.99"), acteur=SYSTEME)
    assert refus.value.phrase == "1\u202f000\u00a0€ sont déjà engagés sur cette ligne : elle ne peut pas descendre au-dessous."


def test_les_lignes_ne_depassent_pas_l_enveloppe(ligne, autre):
    with pytest.raises(Refus) as refus:
        actions.modifier_ligne(ligne, Decimal(15001), acteur=SYSTEME)
    assert refus.value.phrase == (
        "L’enveloppe est de 30\u202f000\u00a0€ et les autres lignes en prennent 15\u202f000\u00a0€ : "
        "il reste 15\u202f000\u00a0€ pour celle-ci."
    )
    actions.modifier_ligne(autre, Decimal(12000), acteur=SYSTEME)
    assert actions.modifier_ligne(ligne, Decimal(18000), acteur=SYSTEME).disponible == 17000


def test_une_edition_soldee_ne_change_plus(ligne):
    reference = Ligne.objects.get(edition=Edition.objects.get(code="2022-2023"), genre=Ligne.Genre.INTERVENTIONS)
    with pytest.raises(Refus, match="soldés"):
        actions.modifier_ligne(reference, Decimal(1), acteur=SYSTEME)


def test_seule_l_equipe_pilote_change_une_ligne(ligne):
    with pytest.raises(RefusDroit):
        actions.modifier_ligne(ligne, Decimal(2000), acteur=parcours.acteur(parcours.administrateur()))


def test_le_formulaire_dit_ce_qui_ne_va_pas_et_ne_change_que_le_montant(ligne):
    client, adresse = connecte(parcours.pilote()), reverse("admin:programme_ligne_change", args=[ligne.pk])
    assert "sont déjà engagés sur cette ligne" in client.post(adresse, {"montant": "200"}).content.decode()
    assert client.post(adresse, {"montant": "14000", "engage": "0", "libelle": "Autre"}).status_code == 302
    ligne.refresh_from_db()
    assert (ligne.montant, ligne.engage, ligne.libelle) == (14000, 1000, "Interventions")


def test_ce_qui_s_engage_pendant_la_saisie_refuse_le_changement(ligne, monkeypatch):
    """The form saw the line before somebody engaged more: the action refuses, and the page says why."""
    monkeypatch.setattr("programme.admin.FormulaireLigne.clean_montant", lambda formulaire: formulaire.cleaned_data["montant"])
    client, adresse = connecte(parcours.pilote()), reverse("admin:programme_ligne_change", args=[ligne.pk])
    page = client.post(adresse, {"montant": "200"}, follow=True).content.decode()
    assert "sont déjà engagés sur cette ligne" in page
    assert "a été modifié" not in page
    ligne.refresh_from_db()
    assert ligne.montant == 15000
