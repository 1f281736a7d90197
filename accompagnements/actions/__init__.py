"""Writing functions on proposals (propositions.py) and sessions (seances.py)."""

from .propositions import accepter, confirmer, decliner, proposer, refuser, retirer
from .seances import CompteRendu, declarer_tenue, terminer

__all__ = [
    "CompteRendu",
    "accepter",
    "confirmer",
    "declarer_tenue",
    "decliner",
    "proposer",
    "refuser",
    "retirer",
    "terminer",
]
