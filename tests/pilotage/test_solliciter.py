"""Asking a personne-ressource: who, until when, in which words, before anything leaves."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse

from accompagnements.models import Proposition
from comptes.actions import donner_mandat
from comptes.models import Instance
from socle import horloge
from socle.acteurs import SYSTEME
from socle.models import Courriel, Derogation
from socle.reprise import garder
from tests import parcours

from .essais import adresse, faire, texte

pytestmark = pytest.mark.django_db


def choisir(candidature, profil) -> str:
    return f"{adresse(candidature, 'solliciter')}?profil={profil.pk}"


def test_la_suggestion_mene_a_une_page_qui_dit_qui_et_jusqu_a_quand(pilote):
    candidature, profil = parcours.candidature("recevable"), parcours.mentor()
    lien = choisir(candidature, profil)
    assert f'href="{lien}"' in texte(pilote.get(reverse("pilotage:partie", args=[candidature.numero, "appariement"])))
    page = texte(pilote.get(lien))
    assert "<h1>Solliciter Mathieu Sarda\u202f?</h1>" in page
    assert '<button class="tsf-btn" type="submit">Solliciter Mathieu Sarda</button>' in page
    assert "Couvre 1 compétence sur 1" in page
    assert "Motif de la dérogation" not in page
    assert f'<input type="hidden" name="profil" value="{profil.pk}"' in page
    assert not Proposition.objects.exists()


def test_le_courriel_se_lit_puis_part_avec_son_delai(pilote):
    candidature, profil = parcours.candidature("recevable"), parcours.mentor()
    relue = pilote.post(choisir(candidature, profil), {"profil": profil.pk, "apercu": "1"})
    [montre] = relue.context["apercus"]
    assert (montre.destinataire, candidature.intitule in montre.sujet) == ("Mathieu Sarda", True)
    assert "Solliciter Mathieu Sarda" in relue.text
    assert not Courriel.objects.filter(gabarit="accompagnements/proposition").exists()
    assert relue.context["formulaire"].echeance == horloge.aujourdhui() + timedelta(days=7)
    faire(pilote, candidature, "solliciter", profil=profil.pk)
    assert Proposition.objects.get().echeance == horloge.aujourdhui() + settings.DELAI_PROPOSITION


def test_une_regle_qui_se_leve_demande_pourquoi(pilote):
    candidature, profil = parcours.candidature("recevable"), parcours.mentor()
    donner_mandat(profil.personne, Instance.COMITE_TECHNIQUE, du=horloge.aujourdhui(), acteur=SYSTEME)
    lien = choisir(candidature, profil)
    assert f'href="{lien}"' in texte(pilote.get(reverse("pilotage:partie", args=[candidature.numero, "appariement"])))
    page = texte(pilote.get(lien))
    assert "Siège au comité technique." in page
    assert "Motif de la dérogation" in page
    vide = pilote.post(lien, {"profil": profil.pk, "derogation": ""})
    assert vide.context["formulaire"].errors.keys() == {"derogation"}
    pilote.post(lien, {"profil": profil.pk, "derogation": "Seule à connaître ce sujet."})
    assert Derogation.objects.get().motif == "Seule à connaître ce sujet."


@pytest.mark.parametrize("cle", ["", "0", "x", "²"])
def test_sans_personne_nommee_la_page_donne_la_liste(pilote, cle):
    candidature = parcours.candidature("recevable")
    parcours.mentor()
    page = texte(pilote.get(adresse(candidature, "solliciter"), {"profil": cle} if cle else {}))
    assert "Qui sollicitez-vous" in page
    assert '<select name="profil"' in page


def test_la_personne_cliquee_passe_avant_celle_qu_une_session_finie_avait_gardee(pilote):
    candidature, profil = parcours.candidature("recevable"), parcours.mentor()
    autre = parcours.mentor(email="autre-mentor@exemple.test", rang=4)
    session = pilote.session
    garder(session, adresse(candidature, "solliciter"), [("profil", str(autre.pk))])
    session.save()
    page = texte(pilote.get(choisir(candidature, profil)))
    assert f'<input type="hidden" name="profil" value="{profil.pk}"' in page
    gardee = texte(pilote.get(adresse(candidature, "solliciter")))
    assert f'<input type="hidden" name="profil" value="{autre.pk}"' in gardee


def test_seule_la_premiere_suggestion_appelle_le_geste(pilote):
    """The others stay a click away, without six buttons that ask for the same attention."""
    for rang in range(2):
        parcours.mentor(email=f"mentor{rang}@exemple.test", rang=rang + 3)
    page = texte(pilote.get(reverse("pilotage:partie", args=[parcours.candidature("acceptee").numero, "appariement"])))
    classes = re.findall(r'<a class="([^"]*)" href="[^"]*solliciter/\?profil=\d+">', page)
    assert classes == ["tsf-btn tsf-btn--petit", "tsf-btn tsf-btn--second tsf-btn--petit"]
