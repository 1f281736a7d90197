"""Models from the proposal to the logbook."""

from .accompagnement import Accompagnement, EtatAccompagnement
from .agenda import Agenda
from .deplacement import Deplacement
from .journal import Entree, EntreeAnterieure, Temoin, Visibilite
from .proposition import EtatProposition, Proposition
from .question import QuestionProposition
from .seance import DemiJournee, EtatSeance, Presence, Seance

__all__ = [
    "Accompagnement",
    "Agenda",
    "DemiJournee",
    "Deplacement",
    "Entree",
    "EntreeAnterieure",
    "EtatAccompagnement",
    "EtatProposition",
    "EtatSeance",
    "Presence",
    "Proposition",
    "QuestionProposition",
    "Seance",
    "Temoin",
    "Visibilite",
]
