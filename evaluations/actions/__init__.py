"""Writing functions on evaluations: the calendar (calendrier.py) and the answers (reponses.py)."""

from .calendrier import envoyer, faire_vivre, prevoir
from .reponses import Retour, remplir

__all__ = ["Retour", "envoyer", "faire_vivre", "prevoir", "remplir"]
