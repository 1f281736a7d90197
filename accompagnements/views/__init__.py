"""Pages of proposals, of pairs, of their half-days and of their journal."""

from .journal import corriger, ecrire, journal, temoin
from .paires import detail, rompre, terminer
from .propositions import demander, proposition, repondre
from .seances import declarer

__all__ = ["corriger", "declarer", "demander", "detail", "ecrire", "journal", "proposition", "repondre", "rompre", "temoin", "terminer"]
