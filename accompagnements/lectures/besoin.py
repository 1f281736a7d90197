"""What a structure asks, and what the personne-ressource asked can pass on."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from accompagnements.models import Proposition
from candidatures.models import Candidature, Decision, Moment, Objectif, Positionnement
from mentors.models import Savoir
from programme.models import Dispositif
from referentiel.models import Competence
from referentiel.niveaux import Niveau


@dataclass(frozen=True)
class CompetenceVisee:
    """A competence of the need, with where the person stands and where they want to be."""

    competence: Competence
    actuel: Niveau | None
    vise: Niveau | None


@dataclass(frozen=True)
class Besoin:
    """What a structure asks, without any name of person: what a personne-ressource reads before saying yes."""

    candidature: Candidature
    objectifs: list[Objectif]
    competences: list[CompetenceVisee]
    dispositif: Dispositif
    demi_journees: int
    est_accorde: bool


def besoin(candidature: Candidature) -> Besoin:
    """Return the need of a request (4 queries); half-days are those that were granted and are left, else those that are wished."""
    accord = candidature.decisions.annoncees().filter(sens=Decision.Sens.ACCEPTEE).select_related("dispositif").first()
    return Besoin(
        candidature,
        list(candidature.objectifs.all()),
        competences_visees(candidature),
        accord.dispositif if accord else candidature.dispositif,
        _demi_journees(candidature, accord),
        accord is not None,
    )


def _demi_journees(candidature: Candidature, accord: Decision | None) -> int:
    if accord is None:
        return candidature.demi_journees_souhaitees
    laissees = candidature.accompagnements.filter(rompu_le__isnull=False).avec_reste().order_by("-pk").first()
    return accord.demi_journees if laissees is None else laissees.reste_libre


def competences_visees(candidature: Candidature) -> list[CompetenceVisee]:
    """Return the competences of a request; where the person stands is what the diagnosis agreed (T0), else what they declared."""
    lignes = _niveaux(candidature, Moment.DECLARE, Moment.VISE, Moment.T0).select_related("competence").order_by("competence__code")
    niveaux: dict[Competence, dict[str, Niveau]] = {}
    for ligne in lignes:
        niveaux.setdefault(ligne.competence, {})[ligne.moment] = Niveau(ligne.niveau)
    return [
        CompetenceVisee(competence, releve.get(Moment.T0, releve.get(Moment.DECLARE)), releve.get(Moment.VISE))
        for competence, releve in niveaux.items()
    ]


def savoirs(proposition: Proposition) -> QuerySet[Savoir]:
    """Return what the personne-ressource can pass on; what the request aims at comes first (`dans_le_besoin`)."""
    visees = _niveaux(proposition.candidature, Moment.VISE).values("competence")
    return (
        proposition.profil.savoirs.select_related("competence")
        .annotate(dans_le_besoin=Q(competence__in=visees))
        .order_by("-dans_le_besoin", "-niveau", "competence__code")
    )


def _niveaux(candidature: Candidature, *moments: Moment) -> QuerySet[Positionnement]:
    return Positionnement.objects.filter(participant__candidature=candidature, participant__est_referente=True, moment__in=moments)
