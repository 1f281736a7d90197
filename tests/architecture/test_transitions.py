"""Every model with states has its table of tests: each transition from each state."""

import ast

import pytest

from socle.models import ModeleAEtats
from tests.architecture.sources import RACINE, arbre
from tests.architecture.test_modeles import MODELES_A_ETATS

# The name of the test that holds the table of a model: it tries every transition from every state.
TABLES = {
    "programme.Edition": "tests/programme/test_transitions.py::test_chaque_etat_d_une_edition",
    "candidatures.Appel": "tests/candidatures/test_transitions_appel.py::test_chaque_etat_d_un_appel",
    "candidatures.Candidature": "tests/candidatures/test_transitions.py::test_chaque_geste_depuis_chaque_etat",
    "mentors.ProfilMentor": "tests/mentors/test_transitions.py::test_chaque_etat_d_une_fiche",
    "accompagnements.Proposition": "tests/accompagnements/test_transitions.py::test_chaque_etat_d_une_proposition",
    "accompagnements.Accompagnement": "tests/accompagnements/test_transitions.py::test_chaque_etat_d_un_accompagnement",
    "accompagnements.Seance": "tests/accompagnements/test_transitions_seances.py::test_chaque_etat_d_une_seance",
    "conventions.Convention": "tests/conventions/test_transitions.py::test_chaque_etat_d_une_convention",
    "conventions.VersionModele": "tests/conventions/test_transitions_modele.py::test_chaque_etat_d_une_version_du_modele",
    "conventions.Signataire": "tests/conventions/test_transitions_signataire.py::test_chaque_etat_d_un_signataire",
    "evaluations.Evaluation": "tests/evaluations/test_transitions.py::test_chaque_etat_d_une_evaluation",
    "referentiel.Competence": "tests/referentiel/test_transitions.py::test_chaque_etat_d_une_competence",
    "pilotage.Rapport": "tests/pilotage/test_transitions.py::test_chaque_etat_d_un_rapport",
}


def test_chaque_modele_a_etats_a_sa_table():
    assert {modele._meta.label for modele in MODELES_A_ETATS} == set(TABLES)


def _cas(table: str) -> ast.FunctionDef:
    module, test = table.split("::")
    trouves = [noeud for noeud in arbre(RACINE / module).body if isinstance(noeud, ast.FunctionDef) and noeud.name == test]
    assert trouves, f"{table} does not exist."
    return trouves[0]


@pytest.mark.parametrize("modele", MODELES_A_ETATS, ids=lambda modele: modele._meta.label)
def test_la_table_part_de_tous_les_etats(modele: type[ModeleAEtats]):
    """The states appear by name in the cases of the table, or all of them at once (`Etat.values`)."""
    decorations = ast.unparse(ast.Module(body=[ast.Expr(d) for d in _cas(TABLES[modele._meta.label]).decorator_list], type_ignores=[]))
    manquants = [etat.name for etat in modele.Etat if f".{etat.name}" not in decorations]
    assert "Etat.values" in decorations or manquants == []
