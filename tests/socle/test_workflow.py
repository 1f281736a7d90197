"""The one door for state changes."""

import pytest
from django.db import transaction
from django_fsm import ConcurrentTransition, TransitionNotAllowed

from candidatures.models import Candidature
from comptes.acteurs import ANONYME
from socle.acteurs import SYSTEME
from socle.models import Evenement
from socle.refus import Refus, RefusDroit, RefusEtat
from socle.workflow import boutons, franchir
from tests import parcours

pytestmark = pytest.mark.django_db


def test_une_transition_ecrit_un_evenement_sans_texte_personnel():
    candidature = parcours.candidature("deposee")
    evenement = Evenement.objects.get(code="deposer")
    assert (evenement.de, evenement.vers) == ("brouillon", "deposee")
    assert evenement.acteur == f"personne:{candidature.porteur_id}"
    assert evenement.objet == f"candidatures.candidature:{candidature.pk}"
    assert evenement.dossier == candidature.dossier


def test_appeler_une_transition_sans_passer_par_la_porte_est_refuse():
    candidature = parcours.candidature("deposee")
    with pytest.raises(RuntimeError, match="franchir"):
        candidature.declarer_recevable()
    candidature.refresh_from_db()
    assert candidature.etat == Candidature.Etat.DEPOSEE


def test_affecter_l_etat_est_refuse():
    candidature = parcours.candidature("deposee")
    with pytest.raises(AttributeError):
        candidature.etat = Candidature.Etat.ACCEPTEE


def test_un_exemplaire_perime_ne_remet_pas_l_ancien_etat():
    candidature = parcours.candidature("deposee")
    perime = Candidature.objects.get(pk=candidature.pk)
    franchir(candidature, "declarer_recevable", acteur=SYSTEME)
    perime.intitule = "Autre intitulé"
    with pytest.raises(ConcurrentTransition), transaction.atomic():
        perime.save()
    assert Candidature.objects.get(pk=candidature.pk).etat == Candidature.Etat.RECEVABLE


def test_recharger_un_objet_relit_son_etat_et_garde_la_protection():
    candidature = parcours.candidature("deposee")
    autre = Candidature.objects.get(pk=candidature.pk)
    franchir(candidature, "declarer_recevable", acteur=SYSTEME)
    autre.refresh_from_db()
    assert autre.etat == Candidature.Etat.RECEVABLE
    with pytest.raises(AttributeError):
        autre.etat = Candidature.Etat.DEPOSEE
    autre.intitule = "Intitulé relu"
    autre.save()


def test_le_refus_d_etat_se_dit_en_francais_et_n_ecrit_rien():
    candidature = parcours.candidature("deposee")
    avant = Evenement.objects.count()
    with pytest.raises(RefusEtat) as refus:
        franchir(candidature, "accepter", acteur=SYSTEME)
    assert refus.value.phrase == "Cette action n’est plus possible : l’état est maintenant « déposée »."
    assert isinstance(refus.value, TransitionNotAllowed)
    assert Evenement.objects.count() == avant


def test_le_droit_est_verifie_avant_les_conditions():
    candidature = parcours.brouillon()
    with pytest.raises(RefusDroit):
        franchir(candidature, "deposer", acteur=ANONYME)


def test_la_condition_explique_son_refus():
    candidature = parcours.brouillon()
    with pytest.raises(Refus) as refus:
        franchir(candidature, "deposer", acteur=parcours.acteur(candidature.porteur))
    assert refus.value.phrase == "Il manque des réponses : complétez le formulaire avant d’envoyer."


def test_les_boutons_sont_ceux_de_l_etat_et_de_la_personne():
    candidature = parcours.candidature("recevable")
    equipe = boutons(candidature, parcours.acteur(parcours.pilote()))
    assert [(bouton.nom, bouton.empechement) for bouton in equipe] == [
        ("diagnostiquer", "Le diagnostic n’est pas encore rempli."),
        ("demander_complement", ""),
        ("reorienter", ""),
        ("classer_sans_suite", ""),
    ]
    assert [bouton.nom for bouton in boutons(candidature, parcours.acteur(candidature.porteur))] == ["retirer"]
    assert boutons(candidature, ANONYME) == []


@pytest.mark.parametrize("geste", ["save", "delete"])
def test_le_journal_ne_se_reecrit_pas(geste):
    parcours.candidature("deposee")
    with pytest.raises(TypeError):
        getattr(Evenement.objects.first(), geste)()
    with pytest.raises(TypeError):
        Evenement.objects.update(code="autre")
    with pytest.raises(TypeError):
        Evenement.objects.all().delete()
