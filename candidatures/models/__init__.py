"""Models of calls and requests."""

from .appel import Appel, EtatAppel, ModeAvis
from .appreciation import Appreciation, Critere, NoteInterne
from .avis import A_MOTIVER, Avis, Sens
from .candidature import EN_EXAMEN, Candidature, EtatCandidature
from .contenu import Moment, Objectif, Participant, Positionnement, Source, StatutParticipant
from .instruction import Decision, Diagnostic

__all__ = [
    "A_MOTIVER",
    "EN_EXAMEN",
    "Appel",
    "Appreciation",
    "Avis",
    "Candidature",
    "Critere",
    "Decision",
    "Diagnostic",
    "EtatAppel",
    "EtatCandidature",
    "ModeAvis",
    "Moment",
    "NoteInterne",
    "Objectif",
    "Participant",
    "Positionnement",
    "Sens",
    "Source",
    "StatutParticipant",
]
