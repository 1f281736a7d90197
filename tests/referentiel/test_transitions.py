"""Every state × every transition of a competence, and who may take each."""

import pytest

from comptes.acteurs import ANONYME
from referentiel.models import Competence
from socle.acteurs import SYSTEME
from socle.workflow import franchir
from tests import parcours
from tests.accompagnements.essais import essayer, tout_essayer, transitions

pytestmark = pytest.mark.django_db
C = Competence.Etat
DONNEES = {"archiver": {"remplacee_par": None}}


def en(etat: str) -> Competence:
    """Return a competence in this state."""
    competence = parcours.competence()
    return franchir(competence, "archiver", acteur=SYSTEME, remplacee_par=None) if etat == C.ARCHIVEE else competence


@pytest.mark.parametrize(("etat", "issues"), [(C.ACTIVE, {"archiver": C.ARCHIVEE}), (C.ARCHIVEE, {"retablir": C.ACTIVE})])
def test_chaque_etat_d_une_competence(etat, issues):
    competence = en(etat)
    assert competence.etat == etat
    assert tout_essayer(competence, dict.fromkeys(transitions(Competence), parcours.acteur(parcours.pilote())), DONNEES) == issues


@pytest.mark.parametrize(("etat", "nom"), [(C.ACTIVE, "archiver"), (C.ARCHIVEE, "retablir")])
def test_l_equipe_et_l_administration_tiennent_le_referentiel(etat, nom):
    competence = en(etat)
    qui = {"pilote": parcours.pilote(), "administrateur": parcours.administrateur()}
    qui |= {"autre": parcours.personne(), "comité": parcours.membre_du_comite()}
    acteurs = {nom_: parcours.acteur(personne) for nom_, personne in qui.items()} | {"anonyme": ANONYME}
    permis = {nom_ for nom_, acteur in acteurs.items() if essayer(competence, nom, acteur, **DONNEES.get(nom, {})) != "droit"}
    assert permis == {"pilote", "administrateur"}
