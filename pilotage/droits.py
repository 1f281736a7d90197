"""Who may do what on reports."""

from typing import TYPE_CHECKING

from comptes.acteurs import est_pilote
from socle.acteurs import Acteur

if TYPE_CHECKING:
    from .models import Rapport


def peut_produire(rapport: "Rapport", acteur: Acteur) -> bool:
    """The pilot team asks for reports, the platform produces them."""
    return est_pilote(acteur)
