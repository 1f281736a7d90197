"""What a gesture of the team is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from candidatures.models.etats import decision_retenue
from pilotage.forms import FormulaireDeGeste
from pilotage.lectures.dossier import Cibles
from socle.acteurs import Acteur
from socle.workflow import vient_d_etre_fait


@dataclass(frozen=True)
class Geste:
    """A gesture with a `transition` is drawn when the workflow of its `objet` opens it, another one when `possible` says so.

    `journal` is its name in the journal when it is no transition.

    `apporte_la_condition`: what the condition of the transition asks for is written by the gesture itself, so that it greys nothing.

    `brouillon` keeps what the form holds, right or wrong, without doing the gesture.

    `previent`: mails leave, which the page that asks shows as they would be.

    `montre_les_avis`: it decides of the request, with what the committee said under its eyes.

    `titre` and `consequence` head the page that asks, `fait` is the message afterwards. A discreet gesture gives something up: it is
    confirmed on a page of its own.
    """

    code: str
    objet: str
    action: Callable[..., Any]
    fait: str
    transition: str = ""
    journal: str = ""
    libelle: str = ""
    titre: str = ""
    consequence: str = ""
    formulaire: type[FormulaireDeGeste] | None = None
    possible: Callable[[Cibles], bool] | None = None
    brouillon: Callable[..., Any] | None = None
    previent: bool = False
    est_discret: bool = False
    est_dans_la_page: bool = False
    apporte_la_condition: bool = False
    montre_les_avis: bool = False

    def est_possible(self, cibles: Cibles) -> bool:
        """The file allows it, beyond what the workflow of one object knows."""
        return self.possible is None or self.possible(cibles)

    def vient_d_etre_fait(self, cibles: Cibles, acteur: Acteur) -> bool:
        """This person has just made it (double click, two tabs)."""
        return vient_d_etre_fait(cibles.candidature.dossier, self.journal or self.transition, acteur)

    @property
    def se_confirme(self) -> bool:
        """It asks something, writes to somebody, or gives something up: its button opens a page."""
        return self.formulaire is not None or self.previent or self.est_discret

    def cible(self, cibles: Cibles) -> Any:
        """Return the object of the file that the gesture acts on, or None."""
        return getattr(cibles, self.objet)


def toujours(cibles: Cibles) -> bool:
    """At any time, whatever the state: write in the thread, say who follows the file."""
    return True


def decision_a_annoncer(cibles: Cibles) -> bool:
    """A decision is taken, and the applicant does not know it yet."""
    return decision_retenue(cibles.candidature)


def rien_a_annoncer(cibles: Cibles) -> bool:
    """What the team decided is known to all."""
    return not decision_a_annoncer(cibles)
