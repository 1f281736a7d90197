"""Models of calls and requests."""

from .appel import Appel, EtatAppel, ModeAvis
from .appreciation import Appreciation, Critere, NoteInterne
from .avis import A_MOTIVER, Avis, Sens
from .candidature import Candidature
from .complement import DemandeComplement
from .contenu import Moment, Objectif, Participant, Positionnement, Source, StatutParticipant
from .diagnostic import Diagnostic, Orientation
from .etats import A_DECIDER, DECIDEES, EN_EXAMEN, SORTIES, VIVANTES, EtatCandidature
from .instruction import CauseSansSuite, Decision

__all__ = [
    "A_DECIDER",
    "A_MOTIVER",
    "DECIDEES",
    "EN_EXAMEN",
    "SORTIES",
    "VIVANTES",
    "Appel",
    "Appreciation",
    "Avis",
    "Candidature",
    "CauseSansSuite",
    "Critere",
    "Decision",
    "DemandeComplement",
    "Diagnostic",
    "EtatAppel",
    "EtatCandidature",
    "ModeAvis",
    "Moment",
    "NoteInterne",
    "Objectif",
    "Orientation",
    "Participant",
    "Positionnement",
    "Sens",
    "Source",
    "StatutParticipant",
]
