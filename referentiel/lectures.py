"""What pages and forms of every application read of the référentiel."""

from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Prefetch, Q

from . import regles
from .models import Alignement, Competence, Domaine, Indicateur


class Chapitre(NamedTuple):
    """One domain and the competences to show in it, in their order."""

    domaine: Domaine
    competences: list[Competence]


@dataclass(frozen=True)
class Resultat:
    """What a search found; `exact` is False when no competence holds all the words and those that hold some are given instead."""

    chapitres: list[Chapitre]
    exact: bool

    @property
    def nombre(self) -> int:
        """How many competences."""
        return sum(len(chapitre.competences) for chapitre in self.chapitres)


@dataclass(frozen=True)
class FicheCompetence:
    """A competence with its neighbours; `voisines` holds the active ones of its domain, itself included, in their order."""

    competence: Competence
    indicateurs: list[Indicateur]
    voisines: list[Competence]
    alignements: list[Alignement]
    alignements_du_domaine: list[Alignement]

    @property
    def precedente(self) -> Competence | None:
        """The one before in the domain."""
        return self._a_cote(-1)

    @property
    def suivante(self) -> Competence | None:
        """The one after in the domain."""
        return self._a_cote(1)

    def _a_cote(self, pas: int) -> Competence | None:
        rangs = [voisine.pk for voisine in self.voisines]
        if self.competence.pk not in rangs:
            return None
        place = rangs.index(self.competence.pk) + pas
        return self.voisines[place] if 0 <= place < len(rangs) else None


@dataclass(frozen=True)
class FicheDomaine:
    """A domain with its competences, those archived apart, and all the domains around it."""

    domaine: Domaine
    domaines: list[Domaine]
    competences: list[Competence]
    archivees: list[Competence]
    alignements: list[Alignement]


def competences_par_domaine() -> list[Chapitre]:
    """Return every domain with its active competences (2 queries)."""
    actives = Prefetch("competences", Competence.objects.actives().defer("recherche"), to_attr="actives")
    return [Chapitre(domaine, domaine.actives) for domaine in Domaine.objects.prefetch_related(actives)]


def chercher(saisie: str) -> Resultat:
    """Return the active competences that hold all the words of `saisie`, else any of them, with their indicators.

    Without a word to look for, everything, and no indicator.
    """
    mots = regles.mots_cherches(saisie)
    if not mots:
        return Resultat(competences_par_domaine(), exact=True)
    actives = Competence.objects.actives().select_related("domaine").prefetch_related("indicateurs").defer("recherche")
    trouvees = list(actives.contenant(mots))
    if trouvees or len(mots) == 1:
        return Resultat(_par_chapitre(trouvees), exact=True)
    return Resultat(_par_chapitre(list(actives.contenant(mots, tous=False))), exact=False)


def _par_chapitre(competences: list[Competence]) -> list[Chapitre]:
    chapitres: dict[int, Chapitre] = {}
    for competence in competences:
        chapitres.setdefault(competence.domaine_id, Chapitre(competence.domaine, [])).competences.append(competence)
    return list(chapitres.values())


def fiche_competence(code: str) -> FicheCompetence | None:
    """Return what the page of a competence shows (4 queries), or None when no competence bears this code."""
    competence = Competence.objects.select_related("domaine", "remplacee_par").filter(code=code).first()
    if competence is None:
        return None
    alignements = list(Alignement.objects.filter(Q(competence=competence) | Q(domaine=competence.domaine)))
    return FicheCompetence(
        competence,
        list(competence.indicateurs.all()),
        list(Competence.objects.actives().filter(domaine=competence.domaine)),
        [alignement for alignement in alignements if alignement.competence_id],
        [alignement for alignement in alignements if alignement.domaine_id],
    )


def fiche_domaine(code: str) -> FicheDomaine | None:
    """Return what the page of a domain shows (4 queries), or None when no domain bears this code."""
    domaines = list(Domaine.objects.all())
    domaine = next((candidat for candidat in domaines if candidat.code == code), None)
    if domaine is None:
        return None
    competences = list(domaine.competences.prefetch_related("indicateurs"))
    return FicheDomaine(
        domaine,
        domaines,
        [competence for competence in competences if competence.est_active],
        [competence for competence in competences if not competence.est_active],
        list(domaine.alignements.all()),
    )
