"""Opinions: two sendings, two requests, an answer and a decision at the same instant, on PostgreSQL."""

from datetime import timedelta
from functools import partial

import pytest
from django.urls import reverse

from candidatures import actions
from candidatures.models import Avis
from socle import horloge
from socle.models import Courriel, Deport, Evenement
from socle.workflow import DEJA_FAIT
from tests import parcours
from tests.concurrence.ensemble import ensemble, refus
from tests.navigation import connecte

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_huit_demandes_simultanees_demandent_une_fois_a_chacun():
    candidature, equipe = parcours.candidature("recevable"), parcours.acteur(parcours.pilote())
    membres = [parcours.membre_du_comite(f"membre{rang}@exemple.test") for rang in range(3)]
    echeance = horloge.aujourdhui() + timedelta(days=7)
    demande = partial(actions.demander_avis, candidature, personnes=membres, echeance=echeance, acteur=equipe)
    resultats = ensemble([demande] * 8)
    assert refus(resultats) == []
    assert sorted(len(nouveaux) for nouveaux in resultats) == [0] * 7 + [3]
    assert Avis.objects.count() == Courriel.objects.filter(gabarit="candidatures/demande_avis").count() == 3


def test_huit_envois_du_meme_avis_en_rendent_un():
    avis = parcours.avis()
    rendre = partial(actions.rendre_avis, avis, sens="favorable", acteur=parcours.acteur(avis.personne))
    assert refus(ensemble([rendre] * 8)) == []
    assert Evenement.objects.filter(code__in=["rendre_avis", "modifier_avis"]).count() == 1


def test_huit_battements_rappellent_une_fois(horloge):
    avis = parcours.avis()
    horloge.avancer(timedelta(days=5))
    ensemble([actions.rappeler_les_avis] * 8)
    assert Courriel.objects.filter(personne=avis.personne, gabarit="candidatures/relance_avis").count() == 1


def test_un_avis_et_la_decision_au_meme_instant_se_suivent():
    avis, equipe = parcours.avis(), parcours.acteur(parcours.pilote())
    gestes = [
        partial(actions.rendre_avis, avis, sens="favorable", acteur=parcours.acteur(avis.personne)),
        partial(actions.classer_sans_suite, avis.candidature, motif="Personne.", acteur=equipe),
    ]
    phrases = refus(ensemble(gestes))
    avis.refresh_from_db()
    assert phrases == ([] if avis.est_rendu else ["Cette candidature n’est plus à l’étude : les avis sont clos."])


def test_plusieurs_clics_sur_le_deport_se_disent_calmement():
    avis = parcours.avis()
    adresse = reverse("candidatures:deport", args=[avis.dossier.numero])
    navigateurs = [connecte(avis.personne) for _ in range(4)]
    reponses = ensemble([partial(navigateur.post, adresse) for navigateur in navigateurs])
    # Whoever comes when the file is already hidden finds nothing there; nobody gets a failure.
    assert {reponse.status_code for reponse in reponses} <= {302, 404}
    assert Deport.objects.count() == 1


def test_un_deport_declare_des_deux_cotes_est_un_deport():
    avis, equipe = parcours.avis(), parcours.acteur(parcours.pilote())
    cotes = [equipe, parcours.acteur(avis.personne)] * 2
    resultats = ensemble([partial(actions.declarer_deport, avis.candidature, personne=avis.personne, acteur=cote) for cote in cotes])
    # Whoever comes second is told that it was done; the déport is there once.
    assert refus(resultats) == [DEJA_FAIT] * 3
    assert Deport.objects.count() == 1
    assert Evenement.objects.filter(code="declarer_deport").count() == 1
