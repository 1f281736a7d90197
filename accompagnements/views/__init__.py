"""Pages of proposals, of pairs, of their half-days and of their journal."""

from .journal import temoin
from .paires import detail, terminer
from .propositions import demander, proposition, repondre
from .seances import declarer

__all__ = ["declarer", "demander", "detail", "proposition", "repondre", "temoin", "terminer"]
