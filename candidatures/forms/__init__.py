"""The one-page form of a request, part by part; the forms of a message and of an opinion."""

from .avis import AvisForm
from .formulaire import Formulaire, retenir, textes_absents
from .message import CorrectionForm, MessageForm

__all__ = ["AvisForm", "CorrectionForm", "Formulaire", "MessageForm", "retenir", "textes_absents"]
