"""The list of files, as the team reads it in the morning."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from candidatures.models import Candidature
from comptes.models import Departement
from comptes.regles import texte_de_recherche
from pilotage import regles
from socle import horloge
from socle.acteurs import Acteur

from . import files


@dataclass(frozen=True)
class Filtres:
    """What the team looks for; an empty value filters nothing. `file` is the code of a queue, `retard` keeps what is late."""

    q: str = ""
    file: str = ""
    etat: str = ""
    dispositif: str = ""
    departement: str = ""
    retard: bool = False


@dataclass(frozen=True)
class Ligne:
    """A file in the list: what comes next, since how many days it has waited and since how many it was sent."""

    candidature: Candidature
    suite: regles.Suite
    attend_jours: int
    age_jours: int
    est_en_retard: bool


def chercher(acteur: Acteur, filtres: Filtres) -> QuerySet[Candidature]:
    """Return the requests that answer to the filters, those that wait for the team first; to be paginated, then given to `lignes`."""
    trouvees = files.a_traiter_d_abord(files.suivies(acteur).filter(_condition(filtres)).pour_liste())
    return trouvees.filter(est_en_retard=True) if filtres.retard else trouvees


def _condition(filtres: Filtres) -> Q:
    condition = Q()
    if filtres.file:
        condition &= files.PAR_CODE[filtres.file].condition
    if filtres.etat:
        condition &= Q(etat=filtres.etat)
    if filtres.dispositif:
        condition &= Q(dispositif__code=filtres.dispositif)
    if filtres.departement:
        condition &= Q(structure__departement=filtres.departement)
    for mot in texte_de_recherche(filtres.q).split():
        condition &= Q(recherche__contains=mot)
    return condition


def lignes(candidatures: Any) -> list[Ligne]:
    """Return what the list shows of annotated requests, without any query."""
    maintenant = horloge.maintenant()
    return [_ligne(candidature, maintenant) for candidature in candidatures]


def _ligne(candidature: Any, maintenant: datetime) -> Ligne:
    suite = regles.suite(files.faits(candidature), candidature.jour)
    attend = (maintenant - (candidature.depuis or candidature.deposee_le)).days
    return Ligne(
        candidature=candidature,
        suite=suite,
        attend_jours=attend,
        age_jours=(maintenant - candidature.deposee_le).days,
        est_en_retard=candidature.est_en_retard,
    )


def departements() -> list[Departement]:
    """Return the départements of the structures that sent a request."""
    recues = Candidature.objects.filter(structure__departement=OuterRef("pk"))
    return list(Departement.objects.filter(Exists(recues)))
