"""Forms of the pilot's screens: what gestures ask (gestes.py), how the list is filtered and reports are asked for (ecrans.py)."""

from .ecrans import Apprecier, ChoixDeLot, Filtrage, PeriodeRapport
from .gestes import (
    Accord,
    Confier,
    Entretenir,
    Exemplaire,
    FormulaireDeGeste,
    MotDuFil,
    Motif,
    MotifAbandon,
    Note,
    Preparation,
    Sollicitation,
)

__all__ = [
    "Accord",
    "Apprecier",
    "ChoixDeLot",
    "Confier",
    "Entretenir",
    "Exemplaire",
    "Filtrage",
    "FormulaireDeGeste",
    "MotDuFil",
    "Motif",
    "MotifAbandon",
    "Note",
    "PeriodeRapport",
    "Preparation",
    "Sollicitation",
]
