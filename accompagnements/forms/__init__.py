"""Forms of the pair: a reason, a question, the *compte rendu de demi-journée*."""

from .propositions import Motif, Question
from .seances import DISCRETION, SaisieCompteRendu

__all__ = ["DISCRETION", "Motif", "Question", "SaisieCompteRendu"]
