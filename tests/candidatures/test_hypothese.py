"""Anything typed into the form, by the hundred: no error page, no word lost, nothing sent by accident."""

import json
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from candidatures import actions
from candidatures.models import Candidature
from candidatures.questionnaire_initial import DEFINITION as DEFINITION_INITIALE
from questionnaires.definition import lire
from questionnaires.regles import sans_controles
from tests import parcours

pytestmark = pytest.mark.django_db

TEXTE = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
PLAUSIBLES = st.sampled_from(
    ["", " ", "on", "0", "1", "2", "4", "34", "34200", "77567000300018", "nadia@exemple.test", "cdi", "salle", "-1", "²"]
)
DEFINITION = lire(json.loads(DEFINITION_INITIALE.read_text(encoding="utf-8")))
NOMS = sorted(nom for etape in DEFINITION.etapes for nom, type_ in etape.champs().items() if type_ != "fichier")
REPONSES = st.dictionaries(st.sampled_from(NOMS), st.one_of(TEXTE, PLAUSIBLES, st.just("a" * 3000)), max_size=len(NOMS))
# A hundred here; `make endurance` asks for two thousand.
EXEMPLES = max(settings().max_examples, 100)


@settings(max_examples=EXEMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(reponses=REPONSES, geste=st.sampled_from(["continuer", "passer", "enregistrer", "", "\x00"]), onglet=TEXTE, revision=TEXTE)
def test_toute_saisie_est_gardee_ou_rapportee(navigateur, porteuse, saisie, reponses, geste, onglet, revision):
    brouillon = parcours.brouillon(porteuse)
    etape = brouillon.reponses.version.lue.etapes[len(reponses) % 4]
    adresse = reverse("candidatures:etape", args=[brouillon.dossier.uuid, etape.code])
    tapee = {nom: valeur for nom, valeur in {**saisie, **reponses}.items() if nom in etape.champs()}
    reponse = navigateur.post(adresse, {**tapee, "geste": geste, "onglet": onglet, "revision": revision})
    assert reponse.status_code in (200, 302)
    brouillon.reponses.refresh_from_db()
    conflits = reponse.context["conflits"] if reponse.status_code == 200 else {}
    attendue = {nom: _nette(valeur) for nom, valeur in tapee.items() if nom not in conflits}
    assert {nom: brouillon.reponses.saisie.get(nom) or "" for nom in attendue} == {nom: valeur or "" for nom, valeur in attendue.items()}
    for page in (adresse, reverse("candidatures:recapitulatif", args=[brouillon.dossier.uuid])):
        assert navigateur.get(page).status_code in (200, 302)


def _nette(valeur):
    return [sans_controles(une) for une in valeur] if isinstance(valeur, list) else sans_controles(valeur)


@settings(max_examples=EXEMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(reponses=REPONSES)
def test_rien_ne_part_qui_ne_soit_juste_et_rien_ne_casse(navigateur, porteuse, saisie, reponses):
    brouillon = parcours.brouillon(porteuse)
    tapee = {nom: _nette(valeur) for nom, valeur in {**saisie, **reponses}.items()}
    actions.enregistrer_brouillon(brouillon, tapee, acteur=parcours.acteur(porteuse))
    reponse = navigateur.post(reverse("candidatures:recapitulatif", args=[brouillon.dossier.uuid]))
    brouillon.refresh_from_db()
    if reponse.status_code == 302:
        assert brouillon.etat == Candidature.Etat.DEPOSEE
        assert navigateur.get(brouillon.get_absolute_url()).status_code == 200
    else:
        assert (reponse.status_code, brouillon.etat) == (200, Candidature.Etat.BROUILLON)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texte=TEXTE, cle=TEXTE)
def test_tout_message_passe_ou_revient(navigateur, porteuse, texte, cle):
    candidature = Candidature.objects.filter(porteur=porteuse).first() or parcours.candidature(porteur=porteuse)
    reponse = navigateur.post(reverse("candidatures:messages", args=[candidature.numero]), {"texte": texte, "cle": cle})
    assert reponse.status_code in (200, 302)


@given(morceau=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
def test_aucune_adresse_ne_casse(morceau):
    for racine in ("/appels/", "/candidatures/", "/candidatures/brouillons/"):
        assert Client().get(f"{racine}{quote(morceau, safe='')}/").status_code in (200, 302, 400, 404)
