"""The morning of the team: what waits, what is late, where half-days and money stand."""

from dataclasses import dataclass
from typing import Any

from evaluations.models import Evaluation
from programme.models import Edition
from socle.acteurs import Acteur
from socle.models import Travail

from . import chiffres, files, triage
from .periode import Periode

RETARDS_MONTRES = 6


@dataclass(frozen=True)
class Matinee:
    """What the home of the admin shows to the team; without open edition, no figure."""

    files: list[files.FileComptee]
    retards: list[triage.Ligne]
    nombre_retards: int
    edition: Edition | None
    demi_journees: dict[str, int]
    budget: dict[str, Any]
    evaluations: list[Evaluation]
    travaux_abandonnes: int


def matinee(acteur: Acteur) -> Matinee:
    """Return the morning of this member of the team (12 queries at most)."""
    retards = list(triage.chercher(acteur, triage.Filtres(retard=True)))
    edition = Edition.objects.ouvertes().first()
    periode = Periode(edition.debut, edition.fin) if edition else None
    attendues = Evaluation.objects.visibles_par(acteur).filter(etat=Evaluation.Etat.ENVOYEE).pour_page().order_by("expire_le")
    return Matinee(
        files=files.compter(acteur),
        retards=triage.lignes(retards[:RETARDS_MONTRES]),
        nombre_retards=len(retards),
        edition=edition,
        demi_journees=chiffres.demi_journees(edition, periode) if edition and periode else {},
        budget=chiffres.budget(edition, periode) if edition and periode else {},
        evaluations=list(attendues[:RETARDS_MONTRES]),
        travaux_abandonnes=Travail.objects.filter(etat=Travail.Etat.ABANDONNE).count(),
    )
