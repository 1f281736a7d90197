"""Writing functions on proposals (propositions.py), what is asked of them (questions.py), sessions (seances.py), the journal
(journal.py), pairs (fin.py)."""

from .fin import abandonner, faire_vivre, terminer
from .journal import TEMOINS_AU_PLUS, verser_temoin
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
from .questions import demander, repondre_question
from .seances import CompteRendu, RefusSeance, declarer_tenue

__all__ = [
    "TEMOINS_AU_PLUS",
    "CompteRendu",
    "RefusSeance",
    "abandonner",
    "accepter",
    "confirmer",
    "declarer_tenue",
    "decliner",
    "demander",
    "demander_la_confirmation_attendue",
    "faire_vivre",
    "proposer",
    "refuser",
    "relancer",
    "repondre_question",
    "retirer",
    "terminer",
    "verser_temoin",
]
