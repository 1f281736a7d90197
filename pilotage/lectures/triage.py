"""The list of files, as the team reads it in the morning."""

from collections.abc import Sequence
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

MOI, PERSONNE = "moi", "personne"


@dataclass(frozen=True)
class Filtres:
    """What the team looks for; an empty value filters nothing.

    `file` is the code of a queue, `suivi` is "moi", "personne" (nobody follows) or the key of somebody, `retard` keeps what is late,
    `tri` is a key of `files.TRIS`.
    """

    q: str = ""
    file: str = ""
    etat: str = ""
    dispositif: str = ""
    departement: str = ""
    appel: str = ""
    suivi: str = ""
    retard: bool = False
    tri: str = ""


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
    trouvees = files.trier(files.suivies(acteur).filter(_condition(filtres, acteur)).pour_liste().avec_avis(), filtres.tri)
    return trouvees.filter(est_en_retard=True) if filtres.retard else trouvees


def _condition(filtres: Filtres, acteur: Acteur) -> Q:
    condition = Q()
    if filtres.file:
        condition &= files.PAR_CODE[filtres.file].condition
    if filtres.etat:
        condition &= Q(etat=filtres.etat)
    if filtres.dispositif:
        condition &= Q(dispositif__code=filtres.dispositif)
    if filtres.departement:
        condition &= Q(structure__departement=filtres.departement)
    if filtres.appel:
        condition &= Q(appel=filtres.appel)
    if filtres.suivi:
        condition &= _suivie(filtres.suivi, acteur)
    for mot in texte_de_recherche(filtres.q).split():
        condition &= Q(recherche__contains=mot)
    return condition


def _suivie(par: str, acteur: Acteur) -> Q:
    if par == PERSONNE:
        return Q(suivie_par=None)
    return Q(suivie_par=acteur.personne if par == MOI else par)


def choisies(acteur: Acteur, numeros: Sequence[str]) -> list[Candidature]:
    """Return the requests of these numbers that `acteur` sees, ready for their rights to be asked (2 queries)."""
    trouvees = Candidature.objects.visibles_par(acteur).filter(dossier__numero__in=numeros)
    return list(trouvees.select_related("dossier", "structure", "appel").prefetch_related("dossier__deports").order_by("dossier__numero"))


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


def departements(acteur: Acteur) -> list[Departement]:
    """Return the départements of the structures whose request `acteur` sees: a filter tells nothing of a file that is hidden from them."""
    recues = Candidature.objects.visibles_par(acteur).filter(structure__departement=OuterRef("pk"))
    return list(Departement.objects.filter(Exists(recues)))
