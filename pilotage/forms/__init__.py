"""Forms of the pilot's screens: what gestures ask (gestes.py, avis.py), how the list is filtered and reports are asked for (ecrans.py)."""

from .avis import DemandeARetirer, DemandeAvis, LeveeDeDeport, QuiSeDeporte
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
    "DemandeARetirer",
    "DemandeAvis",
    "Entretenir",
    "Exemplaire",
    "Filtrage",
    "FormulaireDeGeste",
    "LeveeDeDeport",
    "MotDuFil",
    "Motif",
    "MotifAbandon",
    "Note",
    "PeriodeRapport",
    "Preparation",
    "QuiSeDeporte",
    "Sollicitation",
]
