"""Two members of the team judge the same request at the same instant, on PostgreSQL: nothing is lost."""

from functools import partial

import pytest

from candidatures import actions
from candidatures.models import Appreciation, Candidature, Critere
from comptes.models import Instance
from tests import parcours
from tests.concurrence.ensemble import ensemble

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def _equipe() -> list:
    collegue = parcours.personne("yan@exemple.test", prenom="Yan", nom="Le Goff", instance=Instance.PILOTE)
    return [parcours.acteur(parcours.pilote()), parcours.acteur(collegue)]


def test_deux_pilotes_sur_deux_criteres_les_deux_sont_gardes():
    candidature, criteres = parcours.candidature(), list(Critere.objects.all())
    gestes = [
        partial(actions.apprecier, candidature, critere, valeur="oui", commentaire=f"{rang}", version=0, acteur=acteur)
        for critere in criteres
        for rang, acteur in enumerate(_equipe())
        if (critere.pk + rang) % 2
    ]
    assert {resultat.version for resultat in ensemble(gestes)} == {1}
    assert Appreciation.objects.count() == len(criteres)


def test_deux_pilotes_sur_le_meme_critere_le_second_lit_le_premier():
    candidature, critere = parcours.candidature(), Critere.objects.get(code="clarte")
    valeurs = ("oui", "non")
    gestes = [
        partial(actions.apprecier, candidature, critere, valeur=valeur, commentaire=f"Je dis {valeur}.", version=0, acteur=acteur)
        for valeur, acteur in zip(valeurs, _equipe(), strict=True)
    ]
    resultats = ensemble(gestes)
    refus = [resultat for resultat in resultats if isinstance(resultat, actions.EcritEntreTemps)]
    assert len(refus) == 1
    gardee = Appreciation.objects.get()
    assert gardee.commentaire in refus[0].phrase
    assert candidature.dossier.evenements.filter(code="apprecier").count() == 1


def test_deux_lots_simultanes_declarent_une_fois():
    candidature = parcours.candidature()
    resultats = ensemble([partial(actions.declarer_recevable, candidature, acteur=acteur) for acteur in _equipe()])
    assert sum(isinstance(resultat, Candidature) for resultat in resultats) == 1
    assert candidature.dossier.courriels.filter(gabarit="candidatures/recevable").count() == 1
