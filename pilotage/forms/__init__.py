"""Forms of the pilot's screens: what gestures ask (gestes.py), how the list is filtered and reports are asked for (ecrans.py)."""

from .ecrans import Filtrage, PeriodeRapport
from .gestes import Accord, Entretenir, Exemplaire, FormulaireDeGeste, MotDuFil, Motif, MotifAbandon, Preparation, Sollicitation

__all__ = [
    "Accord",
    "Entretenir",
    "Exemplaire",
    "Filtrage",
    "FormulaireDeGeste",
    "MotDuFil",
    "Motif",
    "MotifAbandon",
    "PeriodeRapport",
    "Preparation",
    "Sollicitation",
]
