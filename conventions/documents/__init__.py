"""What an agreement or an avenant says, as frozen at its emission."""

from typing import Any

from conventions.models import Convention

from . import avenant, convention
from .convention import CODE_PILOTE
from .exemple import contexte_d_exemple

__all__ = ["CODE_PILOTE", "contexte", "contexte_d_exemple"]


def contexte(objet: Convention) -> dict[str, Any]:
    """Return all that the PDF says, as JSON values: the document is made from this and from nothing else."""
    return avenant.contexte(objet) if objet.est_un_avenant else convention.contexte(objet)
