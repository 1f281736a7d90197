"""Writing functions on requests: by the applicant (depot.py), by the pilot (instruction.py)."""

from .depot import commencer, deposer, enregistrer_brouillon, joindre_piece, retirer
from .instruction import (
    Entretien,
    accepter,
    classer_sans_suite,
    declarer_irrecevable,
    declarer_recevable,
    diagnostiquer,
    refuser,
)
from .messages import ecrire_message

__all__ = [
    "Entretien",
    "accepter",
    "classer_sans_suite",
    "commencer",
    "declarer_irrecevable",
    "declarer_recevable",
    "deposer",
    "diagnostiquer",
    "ecrire_message",
    "enregistrer_brouillon",
    "joindre_piece",
    "refuser",
    "retirer",
]
