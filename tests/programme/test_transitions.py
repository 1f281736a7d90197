"""Every state × every transition of an edition, and who may take each."""

import pytest

from comptes.acteurs import ANONYME
from programme.models import Edition
from socle.acteurs import SYSTEME
from socle.workflow import franchir
from tests import parcours
from tests.accompagnements.essais import essayer, tout_essayer, transitions

pytestmark = pytest.mark.django_db
E = Edition.Etat
CHEMIN = {E.OUVERTE: "ouvrir", E.MISSION_ACHEVEE: "achever", E.SOLDEE: "solder"}


def en(etat: str) -> Edition:
    """Return an edition in this state, on the same budget as the open one."""
    modele = parcours.edition()
    champs = {nom: getattr(modele, nom) for nom in ("debut", "fin", "enveloppe", "prix_journee", "objectif_demi_journees")}
    edition = Edition.objects.create(code="essai", nom="Essai", **champs)
    for arrivee, nom in CHEMIN.items():
        if edition.etat != etat:
            edition = franchir(edition, nom, acteur=SYSTEME)
            assert edition.etat == arrivee
    return edition


@pytest.mark.parametrize(
    ("etat", "issues"),
    [
        (E.PREPAREE, {"ouvrir": E.OUVERTE}),
        (E.OUVERTE, {"achever": E.MISSION_ACHEVEE}),
        (E.MISSION_ACHEVEE, {"solder": E.SOLDEE}),
        (E.SOLDEE, {}),
    ],
)
def test_chaque_etat_d_une_edition(etat, issues):
    edition = en(etat)
    assert edition.etat == etat
    assert tout_essayer(edition, dict.fromkeys(transitions(Edition), parcours.acteur(parcours.pilote())), {}) == issues


@pytest.mark.parametrize(("etat", "nom"), [(E.PREPAREE, "ouvrir"), (E.OUVERTE, "achever"), (E.MISSION_ACHEVEE, "solder")])
def test_seule_l_equipe_conduit_une_edition(etat, nom):
    edition = en(etat)
    autres = [parcours.personne(), parcours.membre_du_comite(), parcours.administrateur()]
    assert {essayer(edition, nom, acteur) for acteur in [ANONYME, *map(parcours.acteur, autres)]} == {"droit"}


def test_une_edition_ne_s_ouvre_pas_au_dela_de_son_enveloppe():
    edition = en(E.PREPAREE)
    edition.lignes.create(genre="autre", libelle="Trop", montant=edition.enveloppe + 1)
    phrase = "La somme des lignes du budget dépasse l’enveloppe : réduisez une ligne avant d’ouvrir l’édition."
    assert essayer(edition, "ouvrir", SYSTEME) == phrase
