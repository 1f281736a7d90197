"""Anything typed into the form, by the hundred: no error page, no word lost, nothing sent by accident."""

import json
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from candidatures import actions
from candidatures.models import Candidature, DemandeComplement
from candidatures.questionnaire_initial import DEFINITION as DEFINITION_INITIALE
from questionnaires.definition import lire
from questionnaires.models import Question, Reponses
from questionnaires.regles import sans_controles
from socle.models import Message
from tests import parcours
from tests.droits.scene import parenthese
from tests.entrees import TEXTE, VALEUR, formulaire_public, recu, saisies

pytestmark = pytest.mark.django_db

DEFINITION = lire(json.loads(DEFINITION_INITIALE.read_text(encoding="utf-8")))
NOMS = sorted(nom for etape in DEFINITION.etapes for nom, type_ in etape.champs().items() if type_ != "fichier")
REPONSES = saisies(NOMS)


@formulaire_public
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
    assert _comparable(brouillon.reponses.saisie, attendue) == _comparable(attendue, attendue)
    for page in (adresse, reverse("candidatures:recapitulatif", args=[brouillon.dossier.uuid])):
        assert navigateur.get(page).status_code in (200, 302)


def _garde(texte: str) -> str:
    """Return a text as the thread keeps it."""
    return sans_controles(texte).strip()


def _comparable(saisie, noms):
    """Return these answers as lists, for one answer is kept as a list where several may be given; none and an empty one are the same."""
    dites = {nom: saisie.get(nom) or "" for nom in noms}
    return {nom: [une for une in (dite if isinstance(dite, list) else [dite]) if une] for nom, dite in dites.items()}


def _nette(valeur):
    return [sans_controles(une) for une in valeur] if isinstance(valeur, list) else sans_controles(valeur)


@formulaire_public
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


@pytest.fixture
def deposee(porteuse) -> Candidature:
    return parcours.candidature(porteur=porteuse)


@formulaire_public
@given(texte=VALEUR, cle=TEXTE)
def test_tout_message_part_ou_revient(navigateur, deposee, texte, cle):
    with parenthese():
        reponse = navigateur.post(reverse("candidatures:messages", args=[deposee.numero]), {"texte": texte, "cle": cle})
        partis = list(Message.objects.values_list("texte", flat=True))
        if reponse.status_code == 302:
            assert partis == [_garde(texte)]
        else:
            assert (reponse.status_code, partis) == (200, [])
            assert reponse.context["message"].errors
            assert reponse.context["message"]["texte"].value() == recu(texte)


@pytest.fixture
def partagee(porteuse) -> Candidature:
    """A request whose diagnosis waits for the agreement of the applicant."""
    candidature = parcours.candidature("diagnostiquee", porteur=porteuse)
    actions.partager_diagnostic(candidature, acteur=parcours.acteur(parcours.pilote()))
    return candidature


@formulaire_public
@given(texte=VALEUR, cle=TEXTE, version=st.one_of(TEXTE, st.just("lue")))
def test_toute_correction_d_un_diagnostic_part_ou_revient(navigateur, partagee, texte, cle, version):
    envoi = {"texte": texte, "cle": cle, "version": partagee.diagnostic.version if version == "lue" else version}
    with parenthese():
        reponse = navigateur.post(reverse("candidatures:contester-diagnostic", args=[partagee.numero]), envoi)
        partis = list(Message.objects.values_list("texte", flat=True))
        if reponse.status_code == 302:
            assert len(partis) == 1
            assert _garde(texte) in partis[0]
        else:
            assert (reponse.status_code, partis) == (200, [])
            assert reponse.context["correction"].errors
            assert reponse.context["correction"]["texte"].value() == recu(texte)


@pytest.fixture
def demande(porteuse) -> DemandeComplement:
    """A complement in which all the questions of the form are asked again."""
    codes = tuple(Question.objects.filter(version=parcours.questionnaire()).values_list("code", flat=True))
    return parcours.complement(parcours.candidature(porteur=porteuse), codes=codes)


@formulaire_public
@given(reponses=REPONSES, geste=st.sampled_from(["envoyer", "enregistrer", "", "\x00"]), onglet=TEXTE, revision=TEXTE, au_fil=st.booleans())
def test_toute_reponse_a_un_complement_est_gardee_ou_rapportee(navigateur, demande, reponses, geste, onglet, revision, au_fil):
    page = reverse("candidatures:complement", args=[demande.candidature.numero])
    avant = demande.candidature.reponses.saisie
    champs = [nom for nom, type_ in demande.etape.champs().items() if type_ != "fichier"]
    tapee = {nom: valeur for nom, valeur in {**avant, **reponses}.items() if nom in champs}
    entetes = {"HX-Request": "true"} if au_fil else {}
    with parenthese():
        reponse = navigateur.post(page, {**tapee, "geste": geste, "onglet": onglet, "revision": revision}, headers=entetes)
        assert reponse.status_code in (200, 302)
        gardees = Reponses.objects.get(pk=demande.reponses_id).saisie
        conflits = reponse.context["conflits"] if reponse.status_code == 200 else {}
        attendue = {nom: _nette(valeur) for nom, valeur in tapee.items() if nom not in conflits}
        assert _comparable(gardees, attendue) == _comparable(attendue, attendue)
        candidature = Candidature.objects.select_related("reponses").get(pk=demande.candidature_id)
        if candidature.etat == Candidature.Etat.COMPLEMENT_DEMANDE:
            assert candidature.reponses.saisie == avant
        else:
            assert (reponse.status_code, geste, au_fil) == (302, "envoyer", False)
            assert _comparable(candidature.reponses.saisie, attendue) == _comparable(attendue, attendue)
            assert navigateur.get(candidature.get_absolute_url()).status_code == 200


@given(morceau=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
def test_aucune_adresse_ne_casse(morceau):
    for racine in ("/appels/", "/candidatures/", "/candidatures/brouillons/"):
        assert Client().get(f"{racine}{quote(morceau, safe='')}/").status_code in (200, 302, 400, 404)
