"""What a full card holds, and the delays of the first contact. Pure: no Django, no clock, no query."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

# Version of the charter that is accepted today: a new text takes a new one.
CHARTE = "2026-11"
# Somebody proposed who does not answer is deleted this long after the first contact (RGPD), and is to be told within a month.
DELAI_REPONSE = timedelta(days=60)
DELAI_INFORMATION = timedelta(days=30)


class Rubrique(NamedTuple):
    """A point of the card: its section, what is missing in French, whether it is there, whether validating asks for it."""

    section: str
    manque: str
    est_remplie: bool
    est_exigee: bool = False


def completude(rubriques: Sequence[Rubrique]) -> int:
    """Return how much of a card is filled, in whole per cent; 0 for an empty one, 100 for a full one."""
    return 100 * sum(rubrique.est_remplie for rubrique in rubriques) // len(rubriques) if rubriques else 0


def a_informer_avant(propose_le: date) -> date:
    """Return the last day to tell somebody that they were proposed (RGPD, article 14)."""
    return propose_le + DELAI_INFORMATION


def efface_le(contacte_le: date) -> date:
    """Return the day when somebody who never answered is deleted."""
    return contacte_le + DELAI_REPONSE
