"""Every state × every transition of an evaluation, and who may take each."""

import pytest

from comptes.acteurs import ANONYME
from evaluations.models import Evaluation
from socle import horloge
from socle.acteurs import SYSTEME
from socle.workflow import franchir
from tests import parcours
from tests.accompagnements.essais import essayer, tout_essayer, transitions

pytestmark = pytest.mark.django_db
E = Evaluation.Etat
PAR_QUI = {"envoyer": "pilote", "remplir": "répondant", "expirer": "plateforme"}


def _donnees() -> dict:
    maintenant = horloge.maintenant()
    return {"envoyer": {"le": maintenant}, "remplir": {"le": maintenant, "reponses": {}}}


def _acteurs(evaluation: Evaluation) -> dict:
    return {
        "pilote": parcours.acteur(parcours.pilote()),
        "répondant": parcours.acteur(evaluation.personne),
        "plateforme": SYSTEME,
        "autre": parcours.acteur(parcours.personne()),
        "comité": parcours.acteur(parcours.membre_du_comite()),
        "anonyme": ANONYME,
    }


def en(etat: str) -> Evaluation:
    """Return the second-stage evaluation of the personne accompagnée, in this state."""
    evaluation, donnees = parcours.evaluation("six_mois"), _donnees()
    chemins = {E.ENVOYEE: ["envoyer"], E.REMPLIE: ["envoyer", "remplir"], E.EXPIREE: ["envoyer", "expirer"]}
    for nom in chemins.get(E(etat), []):
        evaluation = franchir(evaluation, nom, acteur=_acteurs(evaluation)[PAR_QUI[nom]], **donnees.get(nom, {}))
    return evaluation


@pytest.mark.parametrize(
    ("etat", "issues"),
    [
        (E.PREVUE, {"envoyer": E.ENVOYEE}),
        (E.ENVOYEE, {"remplir": E.REMPLIE, "expirer": E.EXPIREE}),
        (E.REMPLIE, {}),
        (E.EXPIREE, {}),
    ],
)
def test_chaque_etat_d_une_evaluation(etat, issues):
    evaluation = en(etat)
    assert evaluation.etat == etat
    acteurs = {nom: _acteurs(evaluation)[PAR_QUI[nom]] for nom in transitions(Evaluation)}
    assert tout_essayer(evaluation, acteurs, _donnees()) == issues


@pytest.mark.parametrize(
    ("etat", "nom", "permis"),
    [
        (E.PREVUE, "envoyer", {"pilote", "plateforme"}),
        (E.ENVOYEE, "remplir", {"répondant"}),
        (E.ENVOYEE, "expirer", {"plateforme"}),
    ],
)
def test_qui_peut_quoi(etat, nom, permis):
    evaluation = en(etat)
    acteurs = _acteurs(evaluation)
    assert {qui for qui, acteur in acteurs.items() if essayer(evaluation, nom, acteur, **_donnees().get(nom, {})) != "droit"} == permis
