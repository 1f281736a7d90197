"""What an agreement does once everybody has signed it."""

from conventions.models import Convention
from socle.acteurs import SYSTEME
from socle.workflow import franchir

from .avenants import appliquer


def prendre_effet(convention: Convention) -> None:
    """Open the sessions of the pair, from the last signature on; an avenant changes its terms. Under the lock of the file."""
    if convention.est_un_avenant:
        appliquer(convention)
        return
    debut = max(convention.debut, convention.derniere_signature or convention.debut)
    convention.accompagnement = franchir(
        convention.accompagnement, "conventionner", acteur=SYSTEME, debut=debut, fin=convention.fin, montant=convention.montant
    )
