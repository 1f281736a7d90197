"""A decision is held until it is announced: before, the applicant reads nothing of it anywhere; after, everything follows."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from candidatures import actions, lectures
from candidatures.models import DECIDEES, Appel, Candidature, Decision
from programme.models import Quota
from socle.models import Courriel
from socle.refus import DejaFait, Refus, RefusDroit, RefusEtat
from tests import parcours
from tests.navigation import connecte

pytestmark = pytest.mark.django_db
Etat = Candidature.Etat
# What would betray each decision, on a page or in a mail.
MOTS = {
    Etat.IRRECEVABLE: ("irrecevable", "s’arrête", "Hors du territoire"),
    Etat.ACCEPTEE: ("acceptée", "Acceptée<", "à vous de confirmer", "obtient"),
    Etat.REFUSEE: ("non retenue", "pas retenue", "Refusée", "autre dispositif"),
    Etat.EN_LISTE_ATTENTE: ("liste d’attente",),
    Etat.AJOURNEE: ("journée est", "Ajournée", "ajournée", "passe d’abord"),
    Etat.REORIENTEE: ("éorient", "DLA"),
    Etat.SANS_SUITE: ("sans suite", "Sans suite", "Aucune personne-ressource"),
}


def _pages(candidature: Candidature) -> Iterator[str]:
    """Return all that the applicant may open about their request."""
    client = connecte(candidature.porteur)
    adresses = [candidature.get_absolute_url(), reverse("accueil:mon-espace"), reverse("candidatures:retirer", args=[candidature.numero])]
    adresses += [proposition.get_absolute_url() for proposition in candidature.propositions.all()]
    for adresse in adresses:
        reponse = client.get(adresse)
        assert reponse.status_code == 200
        yield reponse.content.decode()


@pytest.mark.parametrize("etat", DECIDEES)
def test_rien_ne_trahit_une_decision_retenue(etat):
    candidature = parcours.candidature(etat, annoncee=False)
    if etat == Etat.ACCEPTEE:
        parcours.proposition("acceptee", candidature_=candidature)
    parcours.executer("courriel")
    lus = [*_pages(candidature), *(f"{parti.subject}\n{parti.body}" for parti in mail.outbox if candidature.porteur.email in parti.to)]
    assert [(mot, rang) for mot in MOTS[etat] for rang, lu in enumerate(lus) if mot in lu] == []


@pytest.mark.parametrize("etat", DECIDEES)
def test_une_fois_annoncee_la_decision_se_lit_partout(etat):
    candidature = parcours.candidature(etat)
    parcours.executer("courriel")
    page = connecte(candidature.porteur).get(candidature.get_absolute_url()).content.decode()
    espace = connecte(candidature.porteur).get(reverse("accueil:mon-espace")).content.decode()
    libelle = candidature.get_etat_display()
    assert (libelle in page, libelle in espace) == (True, True)
    assert mail.outbox[-1].to == [candidature.porteur.email]
    assert Courriel.objects.get(gabarit=f"candidatures/{etat}").etat == "envoye"


def test_la_frise_date_la_decision_de_son_annonce_et_ignore_ce_qui_fut_repris(horloge):
    equipe = parcours.acteur(parcours.pilote())
    candidature = parcours.candidature("en_liste_attente", annoncee=False)
    candidature = actions.reprendre_decision(candidature, acteur=equipe)
    assert lectures.frise(candidature)[-2].libelle == "Décision"
    candidature = actions.refuser(candidature, motif="Un autre dispositif.", acteur=equipe)
    horloge.avancer(timedelta(days=1))
    candidature = actions.annoncer_decision(candidature, acteur=equipe)
    *_, derniere = lectures.frise(candidature)
    decision = candidature.decisions.annoncees().get()
    assert (derniere.libelle, derniere.le) == ("Candidature non retenue", decision.annoncee_le)
    assert decision.annoncee_le - decision.le >= timedelta(days=1)
    assert not any("attente" in etape.libelle for etape in lectures.frise(candidature))


def test_revenir_sur_une_decision_ne_change_pas_le_jour_promis(horloge):
    candidature = parcours.candidature("diagnostiquee")
    promis = lectures.reponse_avant(candidature)
    equipe = parcours.acteur(parcours.pilote())
    horloge.avancer(timedelta(days=4))
    refusee = actions.refuser(candidature, motif="Un autre dispositif.", acteur=equipe)
    assert lectures.reponse_avant(refusee) == promis
    assert lectures.reponse_avant(actions.reprendre_decision(refusee, acteur=equipe)) == promis


def test_la_structure_qui_se_retire_entre_temps_annule_la_decision_et_rend_le_quota():
    candidature = parcours.candidature("acceptee", annoncee=False)
    retiree = actions.retirer(candidature, acteur=parcours.acteur(candidature.porteur))
    assert (retiree.etat, retiree.etat_visible) == (Etat.RETIREE, Etat.RETIREE)
    assert Courriel.objects.get(gabarit="candidatures/acceptee").etat == "annule"
    assert Quota.objects.get().pris == 0
    with pytest.raises(RefusEtat, match="Aucune décision n’attend"):
        actions.annoncer_decision(retiree, acteur=parcours.acteur(parcours.pilote()))


def test_ce_qui_etait_accorde_n_est_rendu_qu_une_fois():
    """Closed without follow-up, not announced, then withdrawn: one give-back; taken back: the quota is taken again."""
    equipe = parcours.acteur(parcours.pilote())
    autre = parcours.candidature("acceptee", porteur=parcours.personne("autre@exemple.test"), demi_journees=1)
    candidature = parcours.candidature("acceptee")
    assert Quota.objects.get().pris == 3
    classee = actions.classer_sans_suite(candidature, motif="Personne.", acteur=equipe)
    assert Quota.objects.get().pris == 1
    reprise = actions.reprendre_decision(classee, acteur=equipe)
    assert (reprise.etat, Quota.objects.get().pris) == (Etat.ACCEPTEE, 3)
    classee = actions.classer_sans_suite(reprise, motif="Personne.", acteur=equipe)
    actions.retirer(classee, acteur=parcours.acteur(classee.porteur))
    assert Quota.objects.get().pris == autre.decisions.get().demi_journees


def test_une_decision_s_annonce_une_fois_et_par_l_equipe_seule():
    candidature = parcours.candidature("refusee", annoncee=False)
    with pytest.raises(RefusDroit):
        actions.annoncer_decision(candidature, acteur=parcours.acteur(candidature.porteur))
    equipe = parcours.acteur(parcours.pilote())
    actions.annoncer_decision(candidature, acteur=equipe)
    with pytest.raises(DejaFait):
        actions.annoncer_decision(candidature, acteur=equipe)
    assert Courriel.objects.filter(gabarit="candidatures/refusee").count() == 1


def test_une_seconde_decision_attend_que_la_premiere_soit_annoncee():
    equipe = parcours.acteur(parcours.pilote())
    candidature = parcours.candidature("en_liste_attente", annoncee=False)
    with pytest.raises(Refus, match="attend d’être annoncée"):
        actions.accepter(candidature, dispositif=candidature.dispositif, demi_journees=1, acteur=equipe)
    annoncee = actions.annoncer_decision(candidature, acteur=equipe)
    acceptee = actions.accepter(annoncee, dispositif=candidature.dispositif, demi_journees=1, acteur=equipe)
    assert (acceptee.etat, acceptee.etat_visible) == (Etat.ACCEPTEE, Etat.EN_LISTE_ATTENTE)
    assert Decision.objects.a_annoncer().get().sens == "acceptee"


def test_un_appel_peut_annoncer_aussitot():
    candidature = parcours.candidature("diagnostiquee")
    Appel.objects.filter(pk=candidature.appel_id).update(annonce_immediate=True)
    refusee = actions.refuser(candidature, motif="Un autre dispositif.", acteur=parcours.acteur(parcours.pilote()))
    assert (refusee.etat, refusee.etat_visible) == (Etat.REFUSEE, Etat.REFUSEE)
    assert Courriel.objects.get(gabarit="candidatures/refusee").etat == "a_envoyer"
