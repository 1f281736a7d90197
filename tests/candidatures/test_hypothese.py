"""Anything typed into the form, by the hundred: no error page, no word lost, nothing sent by accident."""

from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from candidatures.forms import retenir
from candidatures.forms.formulaire import NOMS
from candidatures.models import Candidature
from tests import parcours

pytestmark = pytest.mark.django_db

TEXTE = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
PLAUSIBLES = st.sampled_from(
    ["", " ", "on", "0", "1", "2", "4", "34", "34200", "77567000300018", "nadia@exemple.test", "cdi", "salle", "-1", "²"]
)
REPONSES = st.dictionaries(st.sampled_from(sorted(NOMS)), st.one_of(TEXTE, PLAUSIBLES, st.just("a" * 3000)), max_size=len(NOMS))


@settings(max_examples=settings().max_examples * 2, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(reponses=REPONSES, geste=st.sampled_from(["enregistrer", "envoyer", "", "\x00"]))
def test_toute_saisie_est_gardee(navigateur, porteuse, saisie, reponses, geste):
    brouillon = parcours.brouillon(porteuse)
    tapee = {**saisie, **reponses}
    reponse = navigateur.post(brouillon.get_absolute_url(), {**tapee, "geste": geste})
    assert reponse.status_code in (200, 302)
    brouillon.refresh_from_db()
    if brouillon.etat == Candidature.Etat.BROUILLON:
        assert brouillon.saisie == retenir(tapee)
        assert navigateur.get(brouillon.get_absolute_url()).status_code == 200
    else:
        assert geste == "envoyer"
        assert navigateur.get(brouillon.get_absolute_url()).status_code == 200


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
