"""Pages of proposals, of pairs, of their half-days and of their journal."""

from .agenda import agenda, agenda_ics, renouveler_agenda
from .journal import corriger, ecrire, journal, temoin
from .paires import detail, rompre, terminer
from .planification import annuler_seance, contester, deplacer, planifier, seance
from .propositions import demander, proposition, repondre
from .seances import compte_rendu, declarer

__all__ = [
    "agenda",
    "agenda_ics",
    "annuler_seance",
    "compte_rendu",
    "contester",
    "corriger",
    "declarer",
    "demander",
    "deplacer",
    "detail",
    "ecrire",
    "journal",
    "planifier",
    "proposition",
    "renouveler_agenda",
    "repondre",
    "rompre",
    "seance",
    "temoin",
    "terminer",
]
