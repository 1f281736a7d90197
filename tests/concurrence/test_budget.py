"""The line, the quota and the terms of a pair: the same instant, on PostgreSQL."""

from datetime import timedelta
from decimal import Decimal
from functools import partial

import pytest
from django.db.models import Sum

from accompagnements import actions as a_accompagnements
from accompagnements.models import Accompagnement
from conventions import actions as a_conventions
from conventions.models import Convention
from programme import actions
from programme.models import Ligne, Mouvement, Quota
from socle import horloge
from tests import avenants, parcours
from tests.concurrence.ensemble import ensemble, refus

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def _ligne() -> Ligne:
    return Ligne.objects.get(edition=parcours.edition(), genre=Ligne.Genre.INTERVENTIONS)


def _paires(etat: str) -> list[Accompagnement]:
    return [
        parcours.accompagnement(
            etat, candidature_=parcours.candidature("acceptee", rang=rang), profil=parcours.mentor(email=f"mentor{rang}@exemple.test")
        )
        for rang in range(2)
    ]


def _les_compteurs_sont_les_sommes() -> None:
    sommes = dict(Mouvement.objects.order_by().values_list("genre").annotate(somme=Sum("montant")))
    ligne = _ligne()
    assert (ligne.engage, ligne.realise) == (sommes.get("engage", 0) - sommes.get("libere", 0), sommes.get("realise", 0))


def test_une_emission_contre_une_reduction_de_la_ligne():
    """Whichever comes first, the line never has less than what is engaged on it."""
    convention = parcours.convention("preparee", accompagnement_=_paires("prepare")[0])
    parcours.verifier_les_parties(convention)
    Ligne.objects.filter(pk=_ligne().pk).update(montant=Decimal(600))
    equipe = parcours.acteur(parcours.pilote())
    gestes = [
        partial(a_conventions.emettre, convention, acteur=equipe),
        partial(actions.modifier_ligne, _ligne(), Decimal(400), acteur=equipe),
    ]
    assert len(refus(ensemble(gestes))) == 1
    ligne = _ligne()
    assert (ligne.montant, ligne.engage) in {(600, 500), (400, 0)}


def test_deux_lignes_qui_grandissent_ensemble_ne_depassent_pas_l_enveloppe():
    edition, equipe = parcours.edition(), parcours.acteur(parcours.pilote())
    Ligne.objects.filter(edition=edition).update(montant=Decimal(14000))
    lignes = list(Ligne.objects.filter(edition=edition))
    resultats = ensemble([partial(actions.modifier_ligne, ligne, Decimal(16000), acteur=equipe) for ligne in lignes])
    assert len(refus(resultats)) == 1
    assert edition.total_des_lignes() == 30000


def test_deux_avenants_a_la_fois_n_en_font_qu_un():
    paire, equipe = parcours.accompagnement("conventionne"), parcours.acteur(parcours.pilote())
    changements = a_conventions.Changements("Une de plus.", paire.debut, paire.fin, 3)
    resultats = ensemble([partial(a_conventions.preparer_avenant, paire, changements, acteur=equipe)] * 4)
    assert len(refus(resultats)) == 3
    assert Convention.objects.exclude(parent=None).count() == 1


def test_les_derniers_euros_vont_a_un_seul_avenant():
    emis = [avenants.avenant(accompagnement_=paire) for paire in _paires("conventionne")]
    Ligne.objects.filter(pk=_ligne().pk).update(montant=Decimal(1250))
    equipe = parcours.acteur(parcours.pilote())
    resultats = ensemble([partial(a_conventions.emettre, avenant, acteur=equipe) for avenant in emis])
    assert len(refus(resultats)) == 1
    assert _ligne().engage == 1250
    # Whoever was refused took nothing on its quota either.
    assert sorted(Quota.objects.values_list("pris", flat=True)) == [2, 3]
    _les_compteurs_sont_les_sommes()


def test_huit_clics_sur_emettre_l_avenant_prennent_une_fois():
    avenant, equipe = avenants.avenant(), parcours.acteur(parcours.pilote())
    assert refus(ensemble([partial(a_conventions.emettre, avenant, acteur=equipe)] * 8)) == []
    assert (_ligne().engage, Quota.objects.get().pris) == (750, 3)
    _les_compteurs_sont_les_sommes()


def test_un_avenant_qui_retire_contre_la_derniere_demi_journee():
    """The last half-day is held, or it is taken away: never both, never neither."""
    paire = parcours.accompagnement("en_cours", candidature_=parcours.candidature("acceptee", demi_journees=2))
    avenant = avenants.avenant("emise", accompagnement_=paire, demi_journees=1)
    rendu = parcours.compte_rendu(horloge.aujourdhui() - timedelta(days=2))
    gestes = [
        partial(avenants.signer_sur_papier, avenant),
        partial(a_accompagnements.declarer_tenue, paire, rendu, acteur=parcours.acteur(paire.mentor.personne)),
    ]
    assert len(refus(ensemble(gestes))) == 1
    paire.refresh_from_db()
    assert paire.demi_journees_tenues == paire.demi_journees
    assert paire.etat == Accompagnement.Etat.REALISE
    ligne = _ligne()
    assert ligne.engage == ligne.realise == 250 * paire.demi_journees
    assert Quota.objects.get().pris == paire.demi_journees
    _les_compteurs_sont_les_sommes()
