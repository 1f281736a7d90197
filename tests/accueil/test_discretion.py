"""From the pair to the evaluations, naming somebody by their address reveals nothing of their account."""

import json

import pytest
from django.urls import reverse

from candidatures.demande import PersonneAccompagnee
from evaluations.models import Evaluation
from socle.models import Courriel, DocumentProduit
from tests import parcours
from tests.navigation import connecte

pytestmark = pytest.mark.django_db
TELEPHONE = "0612345678"


@pytest.fixture
def paire():
    """A finished pair, whose request names by another name somebody who has an account."""
    connue = parcours.personne("connue@exemple.test", prenom="Solange", nom="Vrainom")
    connue.telephone = TELEPHONE
    connue.save()
    participants = [PersonneAccompagnee("Yacine", "Benali", "connue@exemple.test", "Administrateur", "cdi")]
    return parcours.accompagnement("realise", candidature_=parcours.candidature("acceptee", participants=participants))


def test_aucune_page_de_la_paire_ne_dit_le_nom_du_compte(paire):
    convention = paire.conventions.get()
    pages = [paire.get_absolute_url(), convention.get_absolute_url(), reverse("accueil:mon-espace")]
    evaluation = Evaluation.objects.get(accompagnement=paire, etape="sortie", repondant="mentor")
    lues = [connecte(paire.candidature.porteur).get(page).content.decode() for page in pages]
    lues += [connecte(paire.mentor.personne).get(page).content.decode() for page in [*pages, evaluation.get_absolute_url()]]
    assert "Yacine Benali" in lues[0]
    assert [rang for rang, page in enumerate(lues) if "Vrainom" in page] == []


def test_aucun_courriel_ni_la_convention_ne_disent_le_nom_du_compte(paire):
    contextes = [*Courriel.objects.values_list("contexte", flat=True), *DocumentProduit.objects.values_list("contexte", flat=True)]
    assert "Yacine Benali" in json.dumps(contextes)
    assert "Vrainom" not in json.dumps(contextes)


def test_le_telephone_du_compte_n_est_que_pour_la_personne_ressource_et_l_equipe(paire):
    lecteurs = {"porteuse": paire.candidature.porteur, "mentor": paire.mentor.personne, "pilote": parcours.pilote()}
    pages = {nom: connecte(lecteur).get(paire.get_absolute_url()).content.decode() for nom, lecteur in lecteurs.items()}
    assert {nom for nom, page in pages.items() if f"tel:{TELEPHONE}" in page} == {"mentor", "pilote"}
