"""Forms of the pilot's screens: what gestures ask (gestes.py), how the list is filtered and reports are asked for (ecrans.py)."""

from .ecrans import ChoixDeLot, Filtrage, PeriodeRapport
from .gestes import Accord, Confier, Entretenir, Exemplaire, FormulaireDeGeste, MotDuFil, Motif, MotifAbandon, Preparation, Sollicitation

__all__ = [
    "Accord",
    "ChoixDeLot",
    "Confier",
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
