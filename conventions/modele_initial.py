"""The first version of the template of agreements: the text that the team then duplicates, changes and submits."""

import json
from pathlib import Path

from socle.acteurs import Acteur

from .actions import charger_modele
from .clauses import Ecrite
from .models import VersionModele

TEXTE = Path(__file__).parent / "donnees" / "tripartite.json"


def ecrites() -> list[Ecrite]:
    """Return the clauses of the first version."""
    lues = json.loads(TEXTE.read_text(encoding="utf-8"))["clauses"]
    return [Ecrite(lue["section"], lue["titre"], "\n".join(lue["texte"]), lue["condition"], lue["bloc"]) for lue in lues]


def charger(acteur: Acteur) -> VersionModele:
    """Create the template with its first version where it is missing; return that version. Idempotent."""
    nom = json.loads(TEXTE.read_text(encoding="utf-8"))["nom"]
    return charger_modele(ecrites(), nom=nom, acteur=acteur)
