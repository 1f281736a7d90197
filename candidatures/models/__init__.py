"""Models of calls and requests."""

from .appel import Appel, EtatAppel
from .candidature import Candidature, EtatCandidature
from .contenu import Moment, Objectif, Participant, Positionnement, Source, StatutParticipant
from .instruction import Decision, Diagnostic

__all__ = [
    "Appel",
    "Candidature",
    "Decision",
    "Diagnostic",
    "EtatAppel",
    "EtatCandidature",
    "Moment",
    "Objectif",
    "Participant",
    "Positionnement",
    "Source",
    "StatutParticipant",
]
