"""Writing functions on requests, by the applicant (depot), the pilot (instruction), both (messages); on calls (appels)."""

from .appels import changer_etat_appel
from .depot import commencer, deposer, enregistrer_brouillon, joindre_piece, retirer, retirer_piece
from .instruction import (
    Entretien,
    accepter,
    classer_sans_suite,
    declarer_irrecevable,
    declarer_recevable,
    diagnostiquer,
    refuser,
)
from .messages import classer_messages, ecrire_message

__all__ = [
    "Entretien",
    "accepter",
    "changer_etat_appel",
    "classer_messages",
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
    "retirer_piece",
]
