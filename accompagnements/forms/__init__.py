"""Forms of the pair: a reason, a question, the *compte rendu de demi-journée*."""

from .journal import SaisiePage
from .propositions import Motif, Question, Rupture
from .seances import DISCRETION, SaisieCompteRendu

__all__ = ["DISCRETION", "Motif", "Question", "Rupture", "SaisieCompteRendu", "SaisiePage"]
