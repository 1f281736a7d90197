"""Models of calls and requests."""

from .appel import Appel, EtatAppel, ModeAvis
from .appreciation import Appreciation, Critere, NoteInterne
from .attente import avec_rang_d_attente
from .avis import A_MOTIVER, Avis, Sens
from .candidature import Candidature
from .complement import DemandeComplement
from .contenu import MentorSouhaite, Moment, Objectif, Participant, Positionnement, Source, StatutParticipant
from .diagnostic import Diagnostic, Orientation
from .etats import A_DECIDER, DECIDEES, EN_EXAMEN, SORTIES, VIVANTES, EtatCandidature
from .instruction import CauseSansSuite, Decision
from .souhaits import LieuSouhaite, Porte

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
    "LieuSouhaite",
    "MentorSouhaite",
    "ModeAvis",
    "Moment",
    "NoteInterne",
    "Objectif",
    "Orientation",
    "Participant",
    "Porte",
    "Positionnement",
    "Sens",
    "Source",
    "StatutParticipant",
    "avec_rang_d_attente",
]
