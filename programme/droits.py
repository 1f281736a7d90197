"""Who may change the frame of the programme."""

from typing import TYPE_CHECKING

from comptes.acteurs import est_pilote
from socle.acteurs import Acteur

if TYPE_CHECKING:
    from .models import Edition


def peut_conduire(edition: "Edition", acteur: Acteur) -> bool:
    """The pilot team runs the edition."""
    return est_pilote(acteur)
