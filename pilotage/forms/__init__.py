"""Forms of the pilot's screens: what gestures ask (gestes.py, avis.py), how the list is filtered and reports are asked for (ecrans.py)."""

from .avenant import Avenant
from .avis import DemandeARetirer, DemandeAvis, LeveeDeDeport, QuiSeDeporte
from .convention import CorrectionDesTermes, Preparation
from .diagnostic import Entretenir
from .ecrans import Apprecier, ChoixDeLot, Filtrage, PeriodeRapport
from .gestes import (
    Accord,
    Ajournement,
    Annonce,
    Attente,
    Complement,
    Confier,
    FormulaireDeGeste,
    MotDuFil,
    Motif,
    MotifAbandon,
    MotifRupture,
    Note,
    Prolongation,
    Reorientation,
    Reouverture,
    ReponseQuestion,
    SansSuite,
)
from .seances import DecisionAbsence, DecisionSeance
from .signatures import Exemplaire, RelanceSignature, Remplacement, UnLien
from .sollicitation import Sollicitation

__all__ = [
    "Accord",
    "Ajournement",
    "Annonce",
    "Apprecier",
    "Attente",
    "Avenant",
    "ChoixDeLot",
    "Complement",
    "Confier",
    "CorrectionDesTermes",
    "DecisionAbsence",
    "DecisionSeance",
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
    "MotifRupture",
    "Note",
    "PeriodeRapport",
    "Preparation",
    "Prolongation",
    "QuiSeDeporte",
    "RelanceSignature",
    "Remplacement",
    "Reorientation",
    "Reouverture",
    "ReponseQuestion",
    "SansSuite",
    "Sollicitation",
    "UnLien",
]
