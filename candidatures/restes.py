"""What is left of the half-days granted to a request: who held them is known above; that application registers its reader."""

from collections.abc import Callable

from .models import Candidature

Lecteur = Callable[[Candidature], int | None]
_lecteurs: list[Lecteur] = []


def enregistrer(lecteur: Lecteur) -> None:
    """Declare, from AppConfig.ready(), who knows what is left of an acceptance: the reader returns None when nothing was begun."""
    if lecteur not in _lecteurs:
        _lecteurs.append(lecteur)


def lire(candidature: Candidature, accordees: int) -> int:
    """Return how many of the half-days granted nobody held nor gave back."""
    return next((reste for lecteur in _lecteurs if (reste := lecteur(candidature)) is not None), accordees)
