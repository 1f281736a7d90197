"""The project's own files, as the tests of the architecture read them."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings

RACINE = Path(settings.BASE_DIR)


@cache
def fichiers_suivis() -> tuple[Path, ...]:
    """Return every file of the repository that exists here: tracked, or new and not ignored."""
    sortie = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=RACINE, check=True, capture_output=True, text=True
    ).stdout
    return tuple(sorted(chemin for nom in sortie.split("\0") if nom and (chemin := RACINE / nom).is_file()))


def modules(*, tests: bool = False) -> Iterator[Path]:
    """Give the Python files, migrations left out, those of the tests on demand."""
    for chemin in fichiers_suivis():
        if chemin.suffix == ".py" and "migrations" not in chemin.parts and (tests or nom(chemin).split("/")[0] != "tests"):
            yield chemin


def modules_des_applications() -> Iterator[tuple[str, Path]]:
    """Give (application, file) for each module of the domain."""
    for chemin in modules():
        application = nom(chemin).split("/")[0]
        if application in settings.APPLICATIONS:
            yield application, chemin


@cache
def arbre(chemin: Path) -> ast.Module:
    """Return the parsed module."""
    return ast.parse(chemin.read_text(encoding="utf-8"), str(chemin))


def gabarits() -> Iterator[Path]:
    """Give the templates of pages: mails and printed documents follow other rules."""
    for chemin in fichiers_suivis():
        if chemin.suffix in {".html", ".svg"} and nom(chemin).startswith("templates/"):
            yield chemin


def nom(chemin: Path) -> str:
    """Return a path as the repository names it."""
    return chemin.relative_to(RACINE).as_posix()


def rang(application: str) -> int:
    """Return the height of an application: Django and allauth are below all, accueil and exploitation side by side on top."""
    ordre = settings.APPLICATIONS
    if application not in ordre:
        return -1
    return min(ordre.index(application), ordre.index("accueil"))
