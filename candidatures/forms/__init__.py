"""The one-page form of a request, part by part, and the form of a message."""

from .formulaire import Formulaire, retenir, textes_absents
from .message import MessageForm

__all__ = ["Formulaire", "MessageForm", "retenir", "textes_absents"]
