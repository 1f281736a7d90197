"""Writing functions on proposals (propositions.py), sessions (seances.py), and how a pair ends (fin.py)."""

from .fin import abandonner, faire_vivre, terminer
from .propositions import accepter, accorder, confirmer, decliner, proposer, refuser, relancer, retirer
from .seances import CompteRendu, RefusSeance, declarer_tenue

__all__ = [
    "CompteRendu",
    "RefusSeance",
    "abandonner",
    "accepter",
    "accorder",
    "confirmer",
    "declarer_tenue",
    "decliner",
    "faire_vivre",
    "proposer",
    "refuser",
    "relancer",
    "retirer",
    "terminer",
]
