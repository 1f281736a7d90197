"""The diagnosis: a draft that only the team reads, then a sheet that the applicant agrees with, or has corrected."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from accueil import lectures as accueil
from candidatures import actions, lectures
from candidatures.demande import NiveauVoulu
from candidatures.models import Candidature, Diagnostic, Positionnement
from socle.models import Courriel, Message
from socle.refus import DejaFait, Refus, RefusDroit, RefusEtat
from tests import parcours
from tests.navigation import connecte

pytestmark = pytest.mark.django_db


@pytest.fixture
def equipe():
    return parcours.acteur(parcours.pilote())


@pytest.fixture
def partagee(equipe) -> Candidature:
    candidature = parcours.candidature("diagnostiquee")
    actions.partager_diagnostic(candidature, acteur=equipe)
    return Candidature.objects.get(pk=candidature.pk)


def _page(candidature: Candidature) -> str:
    return reverse("candidatures:diagnostic", args=[candidature.numero])


def _repondre(candidature: Candidature, geste: str, **champs: Any):
    adresse = reverse(f"candidatures:{geste}-diagnostic", args=[candidature.numero])
    return connecte(candidature.porteur).post(adresse, {"version": candidature.diagnostic.version, **champs})


def test_un_brouillon_ne_change_rien_pour_personne_d_autre(equipe):
    candidature = parcours.candidature("recevable")
    actions.ebaucher_diagnostic(candidature, {"synthese": "À reprendre", "objectif_1": "Tout autre"}, acteur=equipe)
    candidature = Candidature.objects.get(pk=candidature.pk)
    assert (candidature.etat, candidature.objectifs.first().texte) == ("recevable", "Poser un budget par pôle")
    assert not Positionnement.objects.filter(moment="t0").exists()
    assert connecte(candidature.porteur).get(_page(candidature)).status_code == 404
    with pytest.raises(RefusEtat, match="pas encore rempli"):
        actions.partager_diagnostic(candidature, acteur=equipe)


def test_le_formulaire_rend_le_brouillon_puis_la_fiche(equipe):
    candidature = parcours.candidature("recevable")
    client = connecte(parcours.pilote())
    adresse = reverse("pilotage:geste", args=[candidature.numero, "diagnostiquer"])
    tapee = {"synthese": "À reprendre", "objectif_1": "", f"niveau_{parcours.competence().pk}": "3", "garder": "1"}
    assert client.post(adresse, tapee).status_code == 302
    assert Candidature.objects.get(pk=candidature.pk).etat == "recevable"
    formulaire = client.get(adresse).context["formulaire"]
    rendus = [formulaire[nom].value() for nom in ("synthese", "objectif_1", f"niveau_{parcours.competence().pk}")]
    assert rendus == ["À reprendre", "", "3"]
    actions.diagnostiquer(candidature, parcours.entretien(candidature, niveau=2), acteur=equipe)
    corrige = client.get(reverse("pilotage:geste", args=[candidature.numero, "corriger-le-diagnostic"])).context["formulaire"]
    assert corrige["synthese"].value() == "Besoin clair, tout se joue sur la trésorerie."
    assert corrige[f"niveau_{parcours.competence().pk}"].value() == 2


def test_partager_previent_et_ouvre_la_page(partagee, equipe):
    assert Courriel.objects.filter(gabarit="candidatures/diagnostic", personne=partagee.porteur).count() == 1
    page = connecte(partagee.porteur).get(_page(partagee)).content.decode()
    assert ("tout se joue sur la trésorerie" in page, "D’accord" in page) == (True, True)
    with pytest.raises(DejaFait):
        actions.partager_diagnostic(partagee, acteur=equipe)


def test_l_accord_se_donne_une_fois_et_se_lit_au_dossier(partagee):
    for _ in range(2):
        assert _repondre(partagee, "approuver").status_code == 302
    diagnostic = Diagnostic.objects.get()
    assert diagnostic.accord_par == partagee.porteur
    assert partagee.dossier.evenements.filter(code="approuver_diagnostic").count() == 1
    dossier = connecte(parcours.pilote()).get(reverse("pilotage:dossier", args=[partagee.numero])).content.decode()
    assert "Accord</span> de Nadia Belkacem" in dossier
    assert "Êtes-vous d’accord" not in connecte(partagee.porteur).get(_page(partagee)).content.decode()


def test_une_correction_devient_un_message_de_l_equipe_puis_redemande_l_accord(partagee, equipe):
    cle = uuid.uuid4()
    for _ in range(2):
        _repondre(partagee, "contester", texte="Le second objectif a changé.", cle=cle)
    assert [(message.texte, message.traite_le) for message in Message.objects.all()] == [("Le second objectif a changé.", None)]
    assert partagee.dossier.evenements.filter(code="contester_diagnostic").count() == 1
    actions.corriger_diagnostic(partagee, parcours.entretien(partagee, niveau=2), acteur=equipe)
    diagnostic = Diagnostic.objects.get()
    assert (diagnostic.attend_un_accord, diagnostic.correction_demandee_le) == (True, None)
    assert Courriel.objects.filter(gabarit="candidatures/diagnostic", contexte__corrige=True).count() == 1
    assert Positionnement.objects.get(moment="t0").niveau == 2


def test_corriger_apres_l_accord_le_redemande_et_avant_ne_previent_personne(partagee, equipe):
    actions.corriger_diagnostic(partagee, parcours.entretien(partagee, niveau=2), acteur=equipe)
    assert Courriel.objects.filter(gabarit="candidatures/diagnostic").count() == 1
    partagee = Candidature.objects.get(pk=partagee.pk)
    _repondre(partagee, "approuver")
    actions.corriger_diagnostic(partagee, parcours.entretien(partagee, niveau=3), acteur=equipe)
    assert Diagnostic.objects.get().accord_le is None
    assert Courriel.objects.filter(gabarit="candidatures/diagnostic").count() == 2


def test_corriger_sans_rien_changer_ne_fait_rien(partagee, equipe):
    with pytest.raises(DejaFait):
        actions.corriger_diagnostic(partagee, parcours.entretien(partagee), acteur=equipe)
    assert not partagee.dossier.evenements.filter(code="corriger_diagnostic").exists()


def test_un_accord_porte_sur_ce_qui_a_ete_lu(partagee, equipe, horloge):
    lue = partagee.diagnostic.version
    horloge.avancer(timedelta(minutes=5))
    actions.corriger_diagnostic(partagee, parcours.entretien(partagee, niveau=2), acteur=equipe)
    with pytest.raises(Refus, match="a changé depuis"):
        actions.approuver_diagnostic(partagee, version=lue, acteur=parcours.acteur(partagee.porteur))
    reponse = _repondre(partagee, "contester", texte="Autre chose.", cle=uuid.uuid4(), version=lue)
    assert "a changé depuis" in reponse.content.decode()
    assert "Autre chose." in reponse.content.decode()
    assert not Message.objects.exists()


def test_seule_la_personne_qui_porte_la_demande_repond(partagee, equipe):
    for acteur in (equipe, parcours.acteur(parcours.personne())):
        with pytest.raises(RefusDroit):
            actions.approuver_diagnostic(partagee, version=partagee.diagnostic.version, acteur=acteur)


def test_le_silence_ne_bloque_rien_et_une_decision_retenue_ne_se_devine_pas(partagee, equipe):
    retenue = actions.refuser(partagee, motif="Un autre dispositif.", acteur=equipe)
    with pytest.raises(RefusEtat, match="entre la recevabilité et la décision"):
        actions.corriger_diagnostic(retenue, parcours.entretien(retenue), acteur=equipe)
    assert _repondre(partagee, "approuver").status_code == 302
    assert Diagnostic.objects.get().accord_le is not None
    actions.annoncer_decision(retenue, acteur=equipe)
    with pytest.raises(RefusEtat, match="La décision est connue"):
        actions.approuver_diagnostic(partagee, version=partagee.diagnostic.version, acteur=parcours.acteur(partagee.porteur))


def test_le_diagnostic_a_relire_est_une_chose_a_faire(partagee):
    vu = accueil.espace(parcours.acteur(partagee.porteur))
    assert [tache.actes[0].adresse for tache in vu.taches] == [_page(partagee)]
    assert lectures.prochaine_action(partagee).qui == lectures.Qui.VOUS
    _repondre(partagee, "approuver")
    assert accueil.espace(parcours.acteur(partagee.porteur)).taches == []


@pytest.mark.parametrize("nombre", [1, 3])
def test_la_page_lit_autant_de_fois_la_base_pour_une_competence_ou_trois(nombre, equipe, django_assert_num_queries):
    codes = [parcours.competence(f"02.{rang}", f"Compétence {rang}").pk for rang in range(1, nombre + 1)]
    candidature = parcours.candidature("diagnostiquee", niveaux=[NiveauVoulu(code, 1, 3) for code in codes])
    actions.partager_diagnostic(candidature, acteur=equipe)
    client = connecte(candidature.porteur)
    client.get(_page(candidature))
    with django_assert_num_queries(7):
        assert client.get(_page(candidature)).status_code == 200
