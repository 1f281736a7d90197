"""Models of questionnaires: frozen versions, and the answers to them."""

from .reponses import Piece, Reponses
from .version import Question, Questionnaire, Version

__all__ = ["Piece", "Question", "Questionnaire", "Reponses", "Version"]
