"""Who may do what on reports."""

from typing import TYPE_CHECKING

from comptes.acteurs import est_du_comite, est_pilote
from socle.acteurs import Acteur

if TYPE_CHECKING:
    from .models import Rapport


def peut_demander(acteur: Acteur) -> bool:
    """The pilot team asks for reports."""
    return est_pilote(acteur)


def peut_produire(rapport: "Rapport", acteur: Acteur) -> bool:
    """The pilot team gives a report up, the platform produces it."""
    return est_pilote(acteur)


def peut_lire_les_rapports(acteur: Acteur) -> bool:
    """The comité technique downloads reports in its space; the pilot team sees the same page."""
    return est_du_comite(acteur) or est_pilote(acteur)
