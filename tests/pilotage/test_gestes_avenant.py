"""The gestures of the team on avenants: prepare, issue, file the signed paper, cancel."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accompagnements.models import Accompagnement
from conventions.models import Convention
from socle import horloge
from tests import avenants, parcours
from tests.navigation import connecte

pytestmark = pytest.mark.django_db


@pytest.fixture
def paire() -> Accompagnement:
    return parcours.accompagnement("en_cours")


@pytest.fixture
def equipe():
    return connecte(parcours.pilote())


def adresse(paire: Accompagnement, code: str) -> str:
    return reverse("pilotage:geste", args=[paire.dossier.numero, code])


def saisie(paire: Accompagnement, **champs) -> dict[str, str]:
    """Return what the form holds when it opens, but for `champs`."""
    valeurs = {"motif": "Le festival est reporté.", "debut": paire.debut.isoformat(), "fin": paire.fin.isoformat(), "demi_journees": "2"}
    for partie in Convention.objects.get(parent=None).parties.all():
        for champ in ("nom", "qualite", "email"):
            valeurs[f"{partie.cote}_{champ}"] = getattr(partie, f"representant_{champ}")
    return valeurs | champs


def test_un_avenant_du_bouton_a_la_signature(equipe, paire):
    dossier = reverse("pilotage:dossier", args=[paire.dossier.numero])
    assert "Préparer un avenant" in equipe.get(dossier).content.decode()
    page = equipe.get(adresse(paire, "preparer-un-avenant")).content.decode()
    assert f'value="{paire.fin.isoformat()}"' in page
    assert "1 tenues" in page
    fin = paire.fin + timedelta(days=2)
    equipe.post(adresse(paire, "preparer-un-avenant"), saisie(paire, fin=fin.isoformat(), demi_journees="3"))
    avenant = Convention.objects.exclude(parent=None).get()
    assert (avenant.fin, avenant.demi_journees, avenant.motif_avenant) == (fin, 3, "Le festival est reporté.")
    page = equipe.get(dossier).content.decode()
    assert avenant.numero in page
    assert "Préparer un avenant" not in page
    assert "Émettre l’avenant" in page
    assert "Émettre la convention" not in page
    equipe.post(adresse(paire, "emettre-l-avenant"))
    parcours.executer("convention")
    signataires = list(avenant.signataires.values_list("pk", flat=True))
    televerse = {
        "televerse": parcours.exemplaire_signe(avenant.numero),
        "derniere_signature": horloge.aujourdhui().isoformat(),
        "signataires": signataires,
    }
    equipe.post(adresse(paire, "verser-l-avenant-signe"), televerse)
    avenant.refresh_from_db()
    paire.refresh_from_db()
    assert (avenant.etat, paire.demi_journees, paire.fin) == ("signee", 3, fin)


def test_ce_qui_ne_va_pas_se_dit_sur_la_page(equipe, paire):
    page = equipe.post(adresse(paire, "preparer-un-avenant"), saisie(paire)).content.decode()
    assert "Rien ne change" in page
    page = equipe.post(adresse(paire, "preparer-un-avenant"), saisie(paire, demi_journees="9")).content.decode()
    assert "donne au plus 4" in page
    assert not Convention.objects.exclude(parent=None).exists()


def test_un_avenant_s_annule(equipe, paire):
    avenant = avenants.avenant("emise", accompagnement_=paire)
    equipe.post(adresse(paire, "annuler-l-avenant"))
    avenant.refresh_from_db()
    assert (avenant.etat, avenant.parent.etat) == ("annulee", "signee")


@pytest.mark.parametrize("etat", ["prepare", "realise"])
def test_rien_a_changer_avant_la_signature_ni_apres_la_fin(equipe, etat):
    paire = parcours.accompagnement(etat)
    assert "Préparer un avenant" not in equipe.get(reverse("pilotage:dossier", args=[paire.dossier.numero])).content.decode()
