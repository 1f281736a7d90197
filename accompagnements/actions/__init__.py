"""Writing functions on proposals (propositions.py), sessions (seances.py), and how a pair ends (fin.py)."""

from .fin import abandonner, faire_vivre, terminer
from .propositions import (
    accepter,
    confirmer,
    decliner,
    demander_la_confirmation_attendue,
    proposer,
    refuser,
    relancer,
    retirer,
)
from .seances import CompteRendu, RefusSeance, declarer_tenue

__all__ = [
    "CompteRendu",
    "RefusSeance",
    "abandonner",
    "accepter",
    "confirmer",
    "declarer_tenue",
    "decliner",
    "demander_la_confirmation_attendue",
    "faire_vivre",
    "proposer",
    "refuser",
    "relancer",
    "retirer",
    "terminer",
]
