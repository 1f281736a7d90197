"""The import order is written once in the settings and held everywhere."""

import ast
import tomllib
from pathlib import Path

import pytest
from django.conf import settings

from tests.architecture.sources import RACINE, arbre, modules_des_applications, nom

IMPORTLINTER = tomllib.loads((RACINE / "pyproject.toml").read_text())["tool"]["importlinter"]
CONTRATS = {contrat["name"]: contrat for contrat in IMPORTLINTER["contracts"]}
NOMS_QUI_NE_DISENT_RIEN = {"utils", "util", "helpers", "helper", "services", "service", "mixins", "common", "commun", "misc", "divers"}


def test_l_ordre_du_contrat_est_celui_des_reglages():
    couches = CONTRATS["Ordre des applications"]["layers"]
    assert couches[0] == "tsf"
    assert [application for couche in reversed(couches[1:]) for application in couche.split(" | ")] == settings.APPLICATIONS


@pytest.mark.parametrize("liste", [IMPORTLINTER["root_packages"], CONTRATS["Couches dans une application"]["containers"]])
def test_chaque_application_est_sous_contrat(liste):
    assert [application for application in liste if application != "tsf"] == settings.APPLICATIONS


def test_chaque_dossier_d_application_est_installe():
    dossiers = {chemin.parent.name for chemin in RACINE.glob("*/apps.py")} - {"tsf"}
    assert dossiers == set(settings.APPLICATIONS)


def test_les_applications_installees_sont_celles_du_contrat():
    assert [application for application in settings.INSTALLED_APPS if application in settings.APPLICATIONS] == settings.APPLICATIONS


def test_aucun_module_ne_porte_un_nom_fourre_tout():
    fautifs = [nom(chemin) for _, chemin in modules_des_applications() if NOMS_QUI_NE_DISENT_RIEN & set(chemin.with_suffix("").parts)]
    assert fautifs == []


def _importes(chemin: Path) -> set[str]:
    """Return the full names that a module imports, relative imports left out."""
    noms: set[str] = set()
    for noeud in ast.walk(arbre(chemin)):
        if isinstance(noeud, ast.Import):
            noms |= {alias.name for alias in noeud.names}
        elif isinstance(noeud, ast.ImportFrom) and noeud.module and not noeud.level:
            noms |= {noeud.module} | {f"{noeud.module}.{alias.name}" for alias in noeud.names}
    return noms


def test_une_vue_n_importe_pas_la_vue_d_une_autre_application():
    fautifs = {
        f"{nom(chemin)} importe {importe}"
        for application, chemin in modules_des_applications()
        for importe in _importes(chemin)
        if importe.split(".")[1:2] == ["views"] and importe.split(".")[0] not in {application, "django"}
    }
    assert fautifs == set()
