"""Pages of proposals, of pairs, of their half-days and of their journal."""

from .agenda import agenda, agenda_ics, renouveler_agenda
from .journal import corriger, ecrire, journal, temoin
from .paires import detail, rompre, terminer
from .propositions import demander, proposition, repondre
from .seances import declarer

__all__ = [
    "agenda",
    "agenda_ics",
    "corriger",
    "declarer",
    "demander",
    "detail",
    "ecrire",
    "journal",
    "proposition",
    "renouveler_agenda",
    "repondre",
    "rompre",
    "temoin",
    "terminer",
]
