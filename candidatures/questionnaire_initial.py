"""The first questionnaire of a request: four steps, at most twenty questions; the pilot team composes the next ones from it."""

import json
from pathlib import Path

from questionnaires.actions import charger as figer
from questionnaires.models import Version
from socle.acteurs import Acteur

CODE, NOM, USAGE = "candidature", "Demander un accompagnement", "candidature"
DEFINITION = Path(__file__).parent / "donnees" / "candidature.json"


def charger(acteur: Acteur) -> Version:
    """Freeze the initial version where it is missing, and return it. Idempotent."""
    definition = json.loads(DEFINITION.read_text(encoding="utf-8"))
    return figer(CODE, NOM, definition, usage=USAGE, acteur=acteur)
