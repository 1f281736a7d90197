"""The form of a request, built from its questionnaire; the forms of a message and of an opinion."""

from .avis import AvisForm
from .formulaire import Formulaire, textes_absents
from .message import CorrectionForm, MessageForm

__all__ = ["AvisForm", "CorrectionForm", "Formulaire", "MessageForm", "textes_absents"]
