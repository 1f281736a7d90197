"""What an agreement says, as frozen at its emission."""

from .convention import CODE_PILOTE, contexte
from .exemple import contexte_d_exemple

__all__ = ["CODE_PILOTE", "contexte", "contexte_d_exemple"]
