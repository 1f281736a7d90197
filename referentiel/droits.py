"""Who may change the référentiel; everybody may read it."""

from typing import Any

from comptes.acteurs import est_administrateur, est_pilote
from socle.acteurs import Acteur


def peut_gerer(objet: Any, acteur: Acteur) -> bool:
    """The pilot team and the administrators keep the référentiel."""
    return est_pilote(acteur) or est_administrateur(acteur)
