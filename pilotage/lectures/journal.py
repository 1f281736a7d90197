"""The journal of a file, in French."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from comptes.models import LienPersonnel, Personne
from pilotage.libelles import EVENEMENTS
from socle.models import Dossier, Evenement


@dataclass(frozen=True)
class Ligne:
    """One fact: when, what, by whom."""

    le: datetime
    texte: str
    par: str


def du_dossier(dossier: Dossier) -> list[Ligne]:
    """Return the journal of a file, the latest first (at most 3 queries)."""
    evenements = list(dossier.evenements.all())
    noms = _noms({evenement.acteur for evenement in evenements})
    return [Ligne(evenement.le, libelle(evenement), noms.get(evenement.acteur, "la plateforme")) for evenement in evenements]


def libelle(evenement: Evenement) -> str:
    """Return what an event says: "Candidature déclarée recevable"."""
    modele = evenement.objet.split(":")[0]
    return EVENEMENTS.get((modele, evenement.code), evenement.code.replace("_", " ").capitalize())


def _noms(acteurs: Iterable[str]) -> dict[str, str]:
    """Return the name of each actor known by a code ("personne:12", "lien:7"); the platform is not in it."""
    cles: dict[str, list[str]] = {"personne": [], "lien": []}
    for code in acteurs:
        genre, _, cle = code.partition(":")
        cles.get(genre, []).append(cle)
    personnes = {f"personne:{personne.pk}": str(personne) for personne in _lire(Personne, cles["personne"])}
    liens = {f"lien:{lien.pk}": f"{lien.personne}, par un lien personnel" for lien in _lire(LienPersonnel, cles["lien"], "personne")}
    return personnes | liens


def _lire(modele, cles: list[str], *relations: str):
    if not cles:
        return []
    lus = modele.objects.filter(pk__in=cles)
    return lus.select_related(*relations) if relations else lus
