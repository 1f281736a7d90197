"""The place in the waiting list: who was put there first, then the lowest number; what an applicant reads never goes back."""

from datetime import timedelta

import pytest
from django.urls import reverse

from candidatures import actions, lectures
from candidatures.models import Candidature, Decision
from socle.acteurs import SYSTEME
from tests import parcours
from tests.navigation import connecte
from tests.parcours import acteur

pytestmark = pytest.mark.django_db


def rangs() -> dict[str, int | None]:
    lues = Candidature.objects.visibles_par(SYSTEME).pour_liste()
    return {lue.numero: lue.rang_attente for lue in lues}


def attendre(rang: int, *, annoncee: bool = True) -> Candidature:
    return parcours.candidature("en_liste_attente", rang=rang, annoncee=annoncee)


def test_la_plus_ancienne_decision_vient_d_abord_puis_le_plus_petit_numero(horloge):
    tardive = parcours.candidature("diagnostiquee")
    seconde, premiere = attendre(2), attendre(1)
    Decision.objects.update(le=horloge.maintenant())
    horloge.avancer(timedelta(days=1))
    tardive = actions.mettre_en_attente(tardive, acteur=acteur(parcours.pilote()))
    autre = parcours.candidature("recevable", rang=4)
    assert seconde.numero < premiere.numero
    assert rangs() == {seconde.numero: 1, premiere.numero: 2, tardive.numero: 3, autre.numero: None}
    assert [Candidature.objects.get(pk=une.pk).rang_attente for une in (tardive, autre)] == [3, None]


def test_chaque_dispositif_a_sa_liste():
    premiere, autre = attendre(0), attendre(1)
    dispositif = parcours.edition().dispositifs.exclude(pk=autre.dispositif_id).first()
    Candidature.objects.filter(pk=autre.pk).update(dispositif=dispositif)
    assert rangs() == {premiere.numero: 1, autre.numero: 1}


def test_la_place_ne_recule_pas_et_n_avance_qu_a_l_annonce(horloge):
    equipe = acteur(parcours.pilote())
    devant = attendre(0, annoncee=False)
    horloge.avancer(timedelta(days=1))
    derriere = attendre(1)
    assert rangs()[derriere.numero] == 2
    actions.annoncer_decision(devant, acteur=equipe)
    retenue = actions.refuser(Candidature.objects.get(pk=devant.pk), motif="La place est prise.", acteur=equipe)
    assert rangs() == {devant.numero: 1, derriere.numero: 2}
    actions.annoncer_decision(retenue, acteur=equipe)
    assert rangs() == {devant.numero: None, derriere.numero: 1}


def test_la_structure_lit_sa_place_et_l_equipe_aussi(horloge):
    attendre(0)
    horloge.avancer(timedelta(days=1))
    candidature = attendre(1)
    phrase = "Elle occupe aujourd’hui la 2e place de la liste pour ce dispositif."
    assert lectures.prochaine_action(candidature).phrase.endswith(phrase)
    porteuse, pilote = connecte(candidature.porteur), connecte(parcours.pilote())
    for adresse in (candidature.get_absolute_url(), reverse("accueil:mon-espace")):
        assert phrase in porteuse.get(adresse).text
    assert "2e place de la liste" in pilote.get(reverse("pilotage:dossiers")).text
    assert "2e place pour ce dispositif" in pilote.get(reverse("pilotage:dossier", args=[candidature.numero])).text


def test_une_attente_encore_tue_ne_dit_pas_sa_place():
    assert "place de la liste" not in lectures.prochaine_action(attendre(0, annoncee=False)).phrase
