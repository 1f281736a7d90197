"""The gestures of the team on a file: each names its button, the form it opens, the action it calls, what the page says afterwards."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from candidatures.lectures import gestes_suspendus
from candidatures.models import Candidature
from pilotage.lectures.dossier import Cibles
from socle.acteurs import Acteur
from socle.workflow import boutons

from .avenants import AVENANTS
from .avis import AVIS
from .decisions import DECISIONS
from .geste import Geste
from .instruction import INSTRUCTION
from .signatures import SIGNATURES
from .suite import SUITE

COMPLEMENT_ATTENDU = "Un complément est attendu : prolongez-le, ou annulez la demande, avant de poursuivre."

# The objects a gesture may act on, in the order of their buttons: what came last in the path first.
OBJETS = ("seance", "a_signer", "avenant", "convention", "accompagnement", "proposition", "candidature")

GESTES = (*INSTRUCTION, *DECISIONS, *AVIS, *SIGNATURES, *SUITE, *AVENANTS)
PAR_CODE = {geste.code: geste for geste in GESTES}
_PAR_TRANSITION = {(geste.objet, geste.transition): geste for geste in GESTES if geste.transition}


@dataclass(frozen=True)
class GesteOuvert:
    """A gesture as drawn now: `empechement` is the sentence that explains why it is greyed, "" when it is open."""

    geste: Geste
    libelle: str
    empechement: str = ""


def ouverts(cibles: Cibles, acteur: Acteur) -> list[GesteOuvert]:
    """Return the gestures of the team on a file now, the discreet ones last."""
    trouves = [ouvert for objet in OBJETS if (cible := getattr(cibles, objet)) for ouvert in _de_l_objet(objet, cible, cibles, acteur)]
    return sorted(trouves, key=lambda ouvert: ouvert.geste.est_discret)


def _de_l_objet(objet: str, cible: Any, cibles: Cibles, acteur: Acteur) -> Iterator[GesteOuvert]:
    for geste in GESTES:
        if geste.objet == objet and not geste.transition and geste.est_possible(cibles):
            yield GesteOuvert(geste, geste.libelle)
    if objet == "candidature" and cible.etat == Candidature.Etat.COMPLEMENT_DEMANDE:
        yield from _suspendus(cibles.candidature, acteur)
    for bouton in boutons(cible, acteur):
        geste_ = _PAR_TRANSITION.get((objet, bouton.nom))
        if geste_ and geste_.est_possible(cibles):
            yield GesteOuvert(geste_, geste_.libelle or bouton.libelle, "" if geste_.apporte_la_condition else bouton.empechement)


def _suspendus(candidature: Candidature, acteur: Acteur) -> Iterator[GesteOuvert]:
    """What waits for the answer of the structure, greyed."""
    for nom, libelle in gestes_suspendus(candidature, acteur):
        if geste_ := _PAR_TRANSITION.get(("candidature", nom)):
            yield GesteOuvert(geste_, libelle, COMPLEMENT_ATTENDU)


def ouvert(geste: Geste, cibles: Cibles, acteur: Acteur) -> GesteOuvert | None:
    """Return this gesture as drawn now, None when the file is past it."""
    return next((trouve for trouve in ouverts(cibles, acteur) if trouve.geste == geste), None)
