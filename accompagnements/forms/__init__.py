"""Forms of the pair: a reason, a question, sessions to come, the *compte rendu de demi-journée*."""

from .journal import SaisiePage
from .planification import Annulation, Contestation, SaisieDeplacement, SaisieSeance
from .propositions import Motif, Question, Rupture
from .seances import ABSENCE, ANNULEE, DISCRETION, SaisieCompteRendu, SaisieSeancePrevue

__all__ = [
    "ABSENCE",
    "ANNULEE",
    "DISCRETION",
    "Annulation",
    "Contestation",
    "Motif",
    "Question",
    "Rupture",
    "SaisieCompteRendu",
    "SaisieDeplacement",
    "SaisiePage",
    "SaisieSeance",
    "SaisieSeancePrevue",
]
