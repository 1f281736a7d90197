"""What higher applications show on the page of a pair: they register a reader, this application knows nothing of them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from socle.acteurs import Acteur

from .models import Accompagnement


@dataclass(frozen=True)
class Suite:
    """What comes next, in French: `a_vous` when the reader is the one who acts; `adresse` and `libelle` make the button, if any."""

    titre: str
    texte: str
    a_vous: bool = False
    adresse: str = ""
    libelle: str = ""


@dataclass(frozen=True)
class Encart:
    """A card of the page: its template, what it reads (as `donnees`), and the next step when this application has one to say."""

    gabarit: str
    donnees: dict[str, Any] = field(default_factory=dict)
    suite: Suite | None = None


Lecteur = Callable[[Accompagnement, Acteur], Encart | None]
_lecteurs: list[Lecteur] = []


def enregistrer(lecteur: Lecteur) -> None:
    """Declare, from AppConfig.ready(), a reader: it returns the card of its application for a pair and a reader, or None."""
    if lecteur not in _lecteurs:
        _lecteurs.append(lecteur)


def lire(accompagnement: Accompagnement, acteur: Acteur) -> list[Encart]:
    """Return the cards to show, in the order of the applications."""
    return [encart for lecteur in _lecteurs if (encart := lecteur(accompagnement, acteur))]
