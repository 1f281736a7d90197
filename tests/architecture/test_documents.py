"""The documents of the repository are true: what they name exists, what can be typed is named."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from tests.architecture.sources import RACINE, fichiers_suivis, nom

DOCUMENTS = [chemin for chemin in fichiers_suivis() if chemin.suffix == ".md"]
LIEN = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
# `a/path.py`, `a/folder/`; what holds a placeholder (<app>, NNNN, *) is a form of path.
CHEMIN = re.compile(r"`((?:[\w.-]+/)+(?:[\w.-]+\.(?:py|html|css|js|md|txt|toml|yml|json))?)`")
MODELES_DE_CHEMIN = ("NNNN",)


@pytest.mark.parametrize("document", DOCUMENTS, ids=nom)
def test_chaque_lien_d_un_document_mene_quelque_part(document: Path):
    liens = [lien.split("#")[0] for lien in LIEN.findall(document.read_text(encoding="utf-8")) if "://" not in lien]
    assert [lien for lien in liens if lien and not (document.parent / lien).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=nom)
def test_chaque_chemin_nomme_existe(document: Path):
    chemins = [
        chemin for chemin in CHEMIN.findall(document.read_text(encoding="utf-8")) if not any(mot in chemin for mot in MODELES_DE_CHEMIN)
    ]
    lieux = (RACINE, RACINE / "templates", document.parent)
    assert [chemin for chemin in chemins if not any((lieu / chemin).exists() for lieu in lieux)] == []


def test_chaque_commande_de_la_plateforme_est_dite():
    notres = [commande for commande, application in get_commands().items() if (RACINE / application.split(".")[0]).is_dir()]
    textes = "\n".join(document.read_text(encoding="utf-8") for document in DOCUMENTS)
    assert notres
    assert [commande for commande in notres if f"manage.py {commande}" not in textes] == []


def test_chaque_recette_de_make_se_presente():
    recettes = re.findall(r"^([a-z-]+):(.*)$", (RACINE / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert [recette for recette, suite in recettes if "##" not in suite and recette != "python"] == []
