"""Writing functions on proposals (propositions.py), sessions (seances.py), and how a pair ends (fin.py)."""

from .fin import faire_vivre, terminer
from .propositions import accepter, confirmer, decliner, proposer, refuser, retirer
from .seances import CompteRendu, RefusSeance, declarer_tenue

__all__ = [
    "CompteRendu",
    "RefusSeance",
    "accepter",
    "confirmer",
    "declarer_tenue",
    "decliner",
    "faire_vivre",
    "proposer",
    "refuser",
    "retirer",
    "terminer",
]
