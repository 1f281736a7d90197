"""Sessions, at the same instant on PostgreSQL: the last half-day, one person in two places, double clicks on every writing button."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from functools import partial

import pytest

from accompagnements import actions
from accompagnements.models import Accompagnement, Deplacement, Presence, Seance
from programme.models import Ligne, Mouvement
from socle import horloge as heure
from socle.models import Courriel
from tests import parcours, seances
from tests.concurrence.ensemble import ensemble, refus

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
S = Seance.Etat
DEJA_FAIT = "C’était déjà fait : cet envoi n’a rien changé."


def mentor(paire: Accompagnement):
    return parcours.acteur(paire.mentor.personne)


def porteuse(paire: Accompagnement):
    return parcours.acteur(paire.candidature.porteur)


def planifier(paire: Accompagnement, jours: int, acteur) -> Callable[[], Seance]:
    return partial(actions.planifier, paire, seances.plan(jours), cle=uuid.uuid4(), acteur=acteur)


def _deux_paires() -> list[Accompagnement]:
    """Two pairs of the same mentor with two structures, both signed."""
    return [
        parcours.accompagnement("conventionne", candidature_=parcours.candidature("acceptee", rang=rang), profil=parcours.mentor())
        for rang in range(2)
    ]


def test_deux_planifications_pour_la_derniere_demi_journee_une_seule_passe():
    paire = parcours.accompagnement("en_cours")
    resultats = ensemble([planifier(paire, jours, acteur(paire)) for jours, acteur in ((3, mentor), (4, porteuse))])
    assert len(refus(resultats)) == 1
    assert "déjà prises : 1 tenue, 1 prévue ou à trancher" in refus(resultats)[0]
    assert (Seance.objects.prevues().count(), paire.demi_journees_reservees) == (1, 2)


def test_la_derniere_demi_journee_prevue_d_un_cote_declaree_de_l_autre_n_en_prend_qu_une():
    paire = parcours.accompagnement("en_cours")
    declarer = partial(actions.declarer_tenue, paire, parcours.compte_rendu(heure.aujourdhui() - timedelta(days=1)), acteur=porteuse(paire))
    resultats = ensemble([planifier(paire, 3, mentor(paire)), declarer])
    assert len(refus(resultats)) == 1
    assert Seance.objects.reservees().filter(accompagnement=paire).total() == 2


def test_une_personne_n_est_pas_attendue_dans_deux_seances_a_la_fois():
    paires = _deux_paires()
    resultats = ensemble([planifier(paire, 3, mentor(paire)) for paire in paires])
    assert [phrase[:60] for phrase in refus(resultats)] == ["L’une des deux personnes est déjà notée présente ailleurs à c"[:60]]
    assert Presence.objects.filter(personne=paires[0].mentor.personne, active=True).count() == 1


def test_deux_deplacements_vers_le_meme_moment_un_seul_y_arrive():
    paires = _deux_paires()
    prevues = [seances.seance("prevue", accompagnement_=paire, jours=jours) for paire, jours in zip(paires, (2, 3), strict=True)]
    gestes = [
        partial(actions.deplacer, seance, seances.plan(5), cle=uuid.uuid4(), acteur=mentor(seance.accompagnement)) for seance in prevues
    ]
    assert len(refus(ensemble(gestes))) == 1
    assert Deplacement.objects.count() == 1


def _prevue() -> Seance:
    return seances.seance("prevue")


def test_huit_clics_sur_prevoir_font_une_seance():
    paire = parcours.accompagnement("conventionne")
    geste = partial(actions.planifier, paire, seances.plan(), cle=uuid.uuid4(), acteur=mentor(paire))
    assert refus(ensemble([geste] * 8)) == []
    assert (Seance.objects.count(), Courriel.objects.filter(gabarit="accompagnements/seance-prevue").count()) == (1, 2)


def test_huit_clics_sur_deplacer_font_un_deplacement():
    seance = _prevue()
    geste = partial(actions.deplacer, seance, seances.plan(5), cle=uuid.uuid4(), motif="…", acteur=mentor(seance.accompagnement))
    assert refus(ensemble([geste] * 8)) == []
    assert (Deplacement.objects.count(), Seance.objects.get().revision) == (1, 1)


def test_huit_clics_sur_annuler_font_une_annulation():
    seance = _prevue()
    geste = partial(actions.annuler_seance, seance, motif="Train supprimé.", acteur=mentor(seance.accompagnement))
    assert refus(ensemble([geste] * 8)) == [DEJA_FAIT] * 7
    assert Courriel.objects.filter(gabarit="accompagnements/seance-annulee").count() == 3


def test_huit_clics_sur_contester_font_une_contestation():
    seance = seances.seance("tenue")
    geste = partial(actions.contester, seance, motif="…", acteur=porteuse(seance.accompagnement))
    assert refus(ensemble([geste] * 8)) == [DEJA_FAIT] * 7
    assert Courriel.objects.filter(gabarit="accompagnements/contestation").count() == 3
    assert sum(Mouvement.objects.filter(genre="realise").values_list("montant", flat=True)) == Decimal(0)


def test_deux_personnes_de_l_equipe_tranchent_une_fois():
    seance = seances.seance("contestee")
    equipe = parcours.acteur(parcours.pilote())
    gestes = [partial(geste, seance, mot="Vu.", acteur=equipe) for geste in (actions.maintenir, actions.ecarter) for _ in range(4)]
    assert len(refus(ensemble(gestes))) == 7
    ligne = Ligne.objects.get(edition=parcours.edition(), genre="interventions")
    tranchee = Seance.objects.get()
    assert (tranchee.etat, ligne.realise) in [(S.TENUE, Decimal(250)), (S.ANNULEE, Decimal(0))]
    assert Courriel.objects.filter(gabarit="accompagnements/seance-tranchee").count() == 3


def test_huit_clics_sur_l_absence_puis_sur_sa_decision(horloge):
    seance = seances.seance("prevue", jours=1)
    horloge.avancer(timedelta(days=2))
    equipe = parcours.acteur(parcours.pilote())
    noter = partial(actions.noter_absence, seance, motif="Personne.", acteur=mentor(seance.accompagnement))
    assert refus(ensemble([noter] * 8)) == [DEJA_FAIT] * 7
    decider = partial(actions.decider_absence, seance, demi_journees=1, mot="Vu.", acteur=equipe)
    assert refus(ensemble([decider] * 8)) == [DEJA_FAIT] * 7
    assert Ligne.objects.get(edition=parcours.edition(), genre="interventions").realise == Decimal(250)


def test_huit_clics_sur_raconter_une_seance_prevue_la_tiennent_une_fois(horloge):
    seance = seances.seance("prevue", jours=1)
    horloge.avancer(timedelta(days=2))
    paire = seance.accompagnement
    rendu = parcours.compte_rendu(seance.jour)
    geste = partial(actions.declarer_tenue, paire, rendu, prevue=seance, acteur=mentor(paire))
    assert refus(ensemble([geste] * 8)) == []
    assert (Seance.objects.get().etat, Presence.objects.filter(active=True).count()) == (S.TENUE, 2)
