"""What happens to a call."""

from candidatures.models import Appel
from socle.acteurs import Acteur
from socle.workflow import franchir


def changer_etat_appel(appel: Appel, transition: str, *, acteur: Acteur) -> Appel:
    """Take one of the transitions of a call (soumettre, valider, publier, retirer)."""
    return franchir(appel, transition, acteur=acteur)
