"""Every state × every transition of a report, and who may take each."""

import uuid

import pytest

from comptes.acteurs import ANONYME
from pilotage.actions import demander_rapport
from pilotage.models import Rapport
from socle import horloge
from socle.acteurs import SYSTEME
from socle.models import DocumentProduit
from socle.workflow import franchir
from tests import parcours
from tests.accompagnements.essais import essayer, tout_essayer, transitions

pytestmark = pytest.mark.django_db
R = Rapport.Etat


def _donnees() -> dict:
    maintenant = horloge.maintenant()
    document = DocumentProduit.objects.create(genre="rapport", nom="r.pdf", contexte={}, octets=b"%PDF", produit_le=maintenant)
    return {"produire": {"chiffres": {}, "document": document}}


def en(etat: str) -> Rapport:
    """Return a report in this state; nothing is drawn."""
    jour = horloge.aujourdhui()
    rapport = demander_rapport(parcours.edition(), du=jour, au=jour, cle=uuid.uuid4(), acteur=parcours.acteur(parcours.pilote()))
    if etat == R.PRODUIT:
        return franchir(rapport, "produire", acteur=SYSTEME, **_donnees()["produire"])
    return franchir(rapport, "annuler", acteur=SYSTEME) if etat == R.ANNULE else rapport


@pytest.mark.parametrize(
    ("etat", "issues"),
    [(R.EN_PREPARATION, {"produire": R.PRODUIT, "annuler": R.ANNULE}), (R.PRODUIT, {}), (R.ANNULE, {})],
)
def test_chaque_etat_d_un_rapport(etat, issues):
    rapport = en(etat)
    assert rapport.etat == etat
    assert tout_essayer(rapport, dict.fromkeys(transitions(Rapport), parcours.acteur(parcours.pilote())), _donnees()) == issues


def test_seule_l_equipe_conduit_un_rapport():
    rapport, donnees = en(R.EN_PREPARATION), _donnees()
    autres = [parcours.personne(), parcours.membre_du_comite(), parcours.administrateur()]
    for nom in transitions(Rapport):
        issues = {essayer(rapport, nom, acteur, **donnees.get(nom, {})) for acteur in [ANONYME, *map(parcours.acteur, autres)]}
        assert issues == {"droit"}
