"""An accompagnement that stops while something else happens to it: the same instant, on PostgreSQL."""

import uuid
from functools import partial

import pytest

from accompagnements import actions
from accompagnements.models import Accompagnement, Entree, Proposition
from conventions.models import Convention
from programme.models import Ligne, Mouvement, Quota
from socle.models import Courriel
from tests import parcours
from tests.concurrence.ensemble import ensemble, refus

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def _relire(paire: Accompagnement) -> Accompagnement:
    return Accompagnement.objects.get(pk=paire.pk)


def test_arreter_et_declarer_au_meme_instant():
    paire = parcours.accompagnement("conventionne")
    mentor = parcours.acteur(paire.mentor.personne)
    resultats = ensemble(
        [
            partial(actions.declarer_tenue, paire, parcours.compte_rendu(), acteur=mentor),
            partial(actions.rompre, paire, acteur=parcours.acteur(paire.beneficiaire.personne)),
        ]
    )
    lu = _relire(paire)
    # Held before, or refused after: what is left, the line and the ledger say the same.
    tenues = 0 if refus(resultats) else 1
    assert (lu.etat, lu.demi_journees_tenues, lu.reste_libre) == ("rompu", tenues, 2 - tenues)
    assert Ligne.objects.get(edition=parcours.edition(), genre="interventions").engage == 250 * tenues
    assert sum(mouvement.demi_journees for mouvement in Mouvement.objects.filter(genre="realise")) == tenues


def test_les_deux_arretent_au_meme_instant():
    paire = parcours.accompagnement("en_cours")
    acteurs = [parcours.acteur(personne) for personne in (paire.mentor.personne, paire.beneficiaire.personne)]
    resultats = ensemble([partial(actions.rompre, paire, acteur=acteur) for acteur in acteurs * 3])
    assert refus(resultats) == []
    assert Convention.objects.get().etat == Convention.Etat.RESILIEE
    assert Mouvement.objects.filter(genre="libere").count() == 1
    # The mentor, the personne accompagnée, and who carries the request.
    assert Courriel.objects.filter(gabarit="accompagnements/rupture").count() == 3


def test_deux_reaffectations_au_meme_instant_une_seule_part():
    candidature = parcours.accompagnement("rompu").candidature
    profils = [parcours.mentor(email=f"autre{rang}@exemple.test", rang=rang) for rang in (3, 4)]
    equipe = parcours.acteur(parcours.pilote())
    resultats = ensemble([partial(actions.proposer, candidature, profil, acteur=equipe) for profil in profils])
    assert len(refus(resultats)) == 1
    assert Proposition.objects.ouvertes().count() == 1


def test_rendre_le_reste_ou_le_reaffecter_mais_pas_les_deux():
    candidature = parcours.accompagnement("rompu").candidature
    profil, equipe = parcours.mentor(email="autre@exemple.test", rang=4), parcours.acteur(parcours.pilote())
    gestes = [partial(actions.rendre_le_reste, candidature, acteur=equipe)] * 2 + [
        partial(actions.proposer, candidature, profil, acteur=equipe)
    ]
    resultats = ensemble(gestes)
    proposees = Proposition.objects.ouvertes().count()
    assert len(refus(resultats)) == 2
    assert Quota.objects.get(dispositif__code="tsf").pris == 1 + proposees


def test_huit_clics_sur_une_page_du_journal_en_font_une():
    paire = parcours.accompagnement("en_cours")
    mentor, cle = parcours.acteur(paire.mentor.personne), uuid.uuid4()
    resultats = ensemble([partial(actions.ecrire_au_journal, paire, actions.Ecrit("Une idée."), cle=cle, acteur=mentor)] * 8)
    assert refus(resultats) == []
    assert Entree.objects.filter(cle=cle).count() == 1
