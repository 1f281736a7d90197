"""From the pair to the evaluation: the same instant, on PostgreSQL."""

from datetime import timedelta
from decimal import Decimal
from functools import partial

import pytest

from accompagnements import actions as a_accompagnements
from accompagnements.models import Accompagnement, Proposition, Seance
from candidatures.models import Positionnement
from conventions import actions as a_conventions
from evaluations import actions as a_evaluations
from programme.models import Ligne
from socle import horloge, travaux
from socle.models import Courriel
from tests import parcours
from tests.concurrence.ensemble import ensemble, refus

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def _deux_paires() -> list[Accompagnement]:
    """Two pairs of the same mentor with two structures."""
    return [
        parcours.accompagnement("prepare", candidature_=parcours.candidature("acceptee", rang=rang), profil=parcours.mentor())
        for rang in range(2)
    ]


def test_deux_propositions_pour_la_meme_demande_une_seule_part():
    candidature, equipe = parcours.candidature("acceptee"), parcours.acteur(parcours.pilote())
    profils = [parcours.mentor(email=f"mentor{rang}@exemple.test", rang=rang + 3) for rang in range(2)]
    resultats = ensemble([partial(a_accompagnements.proposer, candidature, profil, acteur=equipe) for profil in profils])
    assert len(refus(resultats)) == 1
    assert Proposition.objects.count() == 1


def test_huit_clics_sur_confirmer_font_une_paire():
    proposition = parcours.proposition("acceptee")
    acteur = parcours.acteur(proposition.candidature.porteur)
    resultats = ensemble([partial(a_accompagnements.confirmer, proposition, acteur=acteur)] * 8)
    assert refus(resultats) == []
    assert Accompagnement.objects.count() == 1


def test_les_derniers_euros_de_la_ligne_ne_s_engagent_qu_une_fois():
    conventions = [parcours.convention("verifiee", accompagnement_=paire) for paire in _deux_paires()]
    Ligne.objects.filter(genre=Ligne.Genre.INTERVENTIONS).update(montant=Decimal(600))
    equipe = parcours.acteur(parcours.pilote())
    resultats = ensemble([partial(a_conventions.emettre, convention, acteur=equipe) for convention in conventions])
    assert [phrase.split(" ;")[0] for phrase in refus(resultats)] == ["La ligne « Interventions » n’a plus que 100\u00a0€ disponibles"]
    assert Ligne.objects.get(edition=parcours.edition(), genre="interventions").engage == Decimal(500)


def test_une_personne_n_est_pas_en_deux_seances_a_la_fois():
    paires = _deux_paires()
    for paire in paires:
        parcours.convention("signee", accompagnement_=paire)
    mentor = parcours.acteur(paires[0].mentor.personne)
    resultats = ensemble([partial(a_accompagnements.declarer_tenue, paire, parcours.compte_rendu(), acteur=mentor) for paire in paires])
    assert len(refus(resultats)) == 1
    assert "déjà notée présente ailleurs" in refus(resultats)[0]
    assert Seance.objects.count() == 1


def test_huit_clics_sur_declarer_font_une_seance():
    paire = parcours.accompagnement("conventionne")
    rendu, mentor = parcours.compte_rendu(), parcours.acteur(paire.mentor.personne)
    resultats = ensemble([partial(a_accompagnements.declarer_tenue, paire, rendu, acteur=mentor)] * 8)
    assert refus(resultats) == []
    assert Seance.objects.count() == 1


def test_les_dernieres_demi_journees_declarees_des_deux_cotes_ne_depassent_pas_la_convention():
    paire = parcours.accompagnement("en_cours")
    hier = horloge.aujourdhui() - timedelta(days=1)
    gestes = [
        partial(a_accompagnements.declarer_tenue, paire, parcours.compte_rendu(hier, (moment,)), acteur=parcours.acteur(personne))
        for moment, personne in (("matin", paire.mentor.personne), ("apres_midi", paire.candidature.porteur))
    ]
    assert len(refus(ensemble(gestes))) == 1
    paire.refresh_from_db()
    assert (paire.demi_journees_tenues, paire.etat) == (2, Accompagnement.Etat.REALISE)
    assert paire.evaluations.count() == 4


def test_huit_clics_sur_envoyer_mes_reponses_en_gardent_une():
    evaluation = parcours.evaluation("sortie", "accompagne")
    retour = a_evaluations.Retour(niveaux={parcours.competence().pk: 3}, reponses={"satisfaction": 4})
    acteur = parcours.acteur(evaluation.personne)
    assert refus(ensemble([partial(a_evaluations.remplir, evaluation, retour, acteur=acteur)] * 8)) == []
    assert Positionnement.objects.filter(moment="t1").count() == 1
    assert Courriel.objects.filter(gabarit="evaluations/remerciement").count() == 1


def test_huit_workers_sur_le_meme_travail_l_executent_une_fois(monkeypatch):
    passages = []
    monkeypatch.setattr(travaux, "_genres", {"essai": lambda travail: passages.append(travail.pk)})
    travail = travaux.planifier("essai", cle="essai")
    ensemble([partial(travaux.executer, travail.pk)] * 8)
    assert passages == [travail.pk]


def test_deux_beats_relancent_une_fois(horloge):
    parcours.accompagnement("realise")
    horloge.avancer(timedelta(days=8))
    ensemble([a_evaluations.faire_vivre] * 4)
    assert Courriel.objects.filter(gabarit="evaluations/relance").count() == 2
