"""The mail shown before a gesture is the one that leaves; looking at it writes nothing."""

import re

import pytest
from django.urls import reverse

from pilotage import gestes
from socle.courriels import apercu
from socle.models import Courriel, Evenement, Fichier, Travail
from tests import parcours
from tests.navigation import connecte

from .test_rien_perdu import CAS

pytestmark = pytest.mark.django_db
# What needs a file cannot be tried: a file would be stored.
SANS_ESSAI = {"verser-l-exemplaire-signe"}


def _compte() -> tuple[int, ...]:
    return tuple(modele.objects.count() for modele in (Courriel, Evenement, Travail, Fichier))


def _sans_adresses(texte: str) -> str:
    """A proposal that is made twice does not get the same key."""
    return re.sub(r"/propositions/\d+/", "/propositions/", texte)


@pytest.mark.parametrize("code", sorted(set(gestes.PAR_CODE) - SANS_ESSAI))
def test_ce_qui_se_montre_est_ce_qui_part(pilote, code):
    preparer, tapee = CAS[code]
    candidature = preparer()
    adresse, saisie = reverse("pilotage:geste", args=[candidature.numero, code]), tapee(candidature)
    avant, etat = _compte(), type(candidature).objects.get(pk=candidature.pk).etat
    montres = pilote.post(adresse, saisie | {"apercu": "1"}).context["apercus"]
    assert (_compte(), type(candidature).objects.get(pk=candidature.pk).etat) == (avant, etat)
    deja = set(Courriel.objects.values_list("pk", "etat"))
    pilote.post(adresse, saisie)
    # What leaves, and what is held until it is announced: written now, or released.
    vivants = Courriel.objects.filter(etat__in=["a_envoyer", "retenu"]).order_by("pk")
    partis = [apercu(courriel) for courriel in vivants if (courriel.pk, courriel.etat) not in deja]
    assert [(montre.sujet, _sans_adresses(montre.corps)) for montre in montres] == [(s, _sans_adresses(c)) for s, c in partis]
    assert gestes.PAR_CODE[code].previent is bool(partis), "previent says whether mails leave"


def test_la_page_montre_le_courriel_tel_que_saisi(pilote):
    adresse = reverse("pilotage:geste", args=[parcours.candidature().numero, "declarer-irrecevable"])
    assert "Il paraîtra ici une fois le formulaire rempli" in pilote.get(adresse).text
    page = pilote.post(adresse, {"motif": "Hors du territoire.", "apercu": "1"}).text
    assert page.count("Hors du territoire.") == 2
    assert "À Nadia Belkacem" in page
    morceau = pilote.post(f"{adresse}?apercu", {"motif": "Trop tard."}).text
    assert morceau.lstrip().startswith("<article")
    vide = pilote.post(adresse, {"motif": "", "apercu": "1"}).text
    assert "une fois le formulaire rempli" in vide


def test_un_refus_se_dit_a_la_place_du_courriel(pilote):
    parcours.candidature("acceptee", demi_journees=3)
    seconde = parcours.candidature("diagnostiquee", porteur=parcours.personne("autre@exemple.test"))
    adresse = reverse("pilotage:geste", args=[seconde.numero, "accepter"])
    page = pilote.post(adresse, {"dispositif": seconde.dispositif_id, "demi_journees": 2, "apercu": "1"}).text
    assert "il en reste 1, vous en accordez 2" in page


def test_les_liens_personnels_et_les_codes_sont_masques():
    proposition = parcours.proposition()
    proposition.candidature.propositions.update(echeance="2026-01-01")
    adresse = reverse("pilotage:geste", args=[proposition.candidature.numero, "relancer"])
    page = connecte(parcours.pilote()).post(adresse, {"apercu": "1"}).text
    assert "/l/" not in page
