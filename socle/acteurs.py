"""Who acts: the protocol that every action, permission and journal line relies on."""

from dataclasses import dataclass
from typing import Any, Protocol


class Acteur(Protocol):
    """A signed-in person, the holder of a personal link, or the platform itself."""

    @property
    def code(self) -> str:
        """Stable short name without personal text, written in the journal ("personne:12", "lien:7", "systeme:balayage")."""

    @property
    def personne(self) -> Any:
        """The person behind, or None."""

    @property
    def est_systeme(self) -> bool:
        """True for the platform itself."""


@dataclass(frozen=True)
class ActeurSysteme:
    """The platform acting by itself: a job, an import, the initial data."""

    nom: str
    personne = None
    est_systeme = True

    @property
    def code(self) -> str:
        return f"systeme:{self.nom}"


SYSTEME = ActeurSysteme("plateforme")
