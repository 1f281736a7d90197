"""Parts of the all-in-one file that cost more, or are read less: the page asks for them once it is shown."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Prefetch, Subquery
from django.urls import reverse

from accompagnements.lectures import Appariement, apparier
from accompagnements.models import Accompagnement, Proposition, Seance
from candidatures.models import Candidature, Decision, DemandeComplement
from comptes.models import Appartenance
from conventions.lectures import Cure, Empechement, empechements, parties
from conventions.models import Convention, Partie
from evaluations.models import Evaluation
from socle.acteurs import Acteur
from socle.models import Courriel

from . import journal
from .dossier import Reste, cibles, est_a_apparier, propositions, quotas


@dataclass(frozen=True)
class Structure:
    """The other requests of a structure, each with its last decision that stands (`accordees` half-days, `motif`), and its members."""

    quotas: list[Reste]
    historique: list[Any]
    membres: list[Appartenance]


@dataclass(frozen=True)
class Journal:
    """What was asked again, what left by mail, what happened."""

    complements: list[DemandeComplement]
    courriels: list[Courriel]
    evenements: list[journal.Ligne]


@dataclass(frozen=True)
class PersonneRessource:
    """Who was asked for a request, with their questions; who may be asked now (None: nobody is to be)."""

    propositions: list[Proposition]
    appariement: Appariement | None


def structure(candidature: Candidature, acteur: Acteur) -> Structure:
    """Return what is known of the structure of a request beside it (3 queries)."""
    decisions = Decision.objects.tenantes().filter(candidature=OuterRef("pk")).order_by("-le", "-pk")
    autres = Candidature.objects.visibles_par(acteur).exclude(pk=candidature.pk).exclude(etat=Candidature.Etat.BROUILLON)
    historique = autres.filter(structure=candidature.structure_id).select_related("dossier", "dispositif", "appel")
    membres = Appartenance.objects.filter(structure=candidature.structure_id).select_related("personne")
    return Structure(
        quotas(candidature),
        list(historique.annotate(motif=Subquery(decisions.values("motif")[:1]), accordees=Subquery(decisions.values("demi_journees")[:1]))),
        list(membres.order_by("confirmee_le", "pk")),
    )


def personne_ressource(candidature: Candidature, acteur: Acteur) -> PersonneRessource:
    """Return who was asked for a request, and who may be (8 queries at most)."""
    sollicitees = list(propositions(candidature).prefetch_related("questions"))
    return PersonneRessource(sollicitees, apparier(candidature) if est_a_apparier(cibles(candidature)) else None)


def le_journal(candidature: Candidature, acteur: Acteur) -> Journal:
    """Return what was asked again, what left and what happened on a request (6 queries at most)."""
    complements = candidature.complements.select_related("demandee_par").prefetch_related("questions")
    courriels = candidature.dossier.courriels.select_related("personne").defer("secret")
    return Journal(list(complements), list(courriels), journal.du_dossier(candidature.dossier))


def seances(candidature: Candidature, acteur: Acteur) -> list[Accompagnement]:
    """Return the pairs of a request with their sessions and evaluations, the latest first (5 queries)."""
    tenues = Seance.objects.select_related("entree__auteur", "contestee_par").prefetch_related("presences", "entree__competences")
    evaluations = Evaluation.objects.select_related("personne").defer("reponses")
    paires = Accompagnement.objects.filter(candidature=candidature).order_by("-pk")
    return list(paires.prefetch_related(Prefetch("seances", tenues), Prefetch("evaluations", evaluations)))


# What mends a reason not to issue → its address, given the request.
_CURES: dict[Cure, Callable[[Candidature], str]] = {
    Cure.PREPARATION: lambda demande: reverse("pilotage:geste", args=[demande.numero, "corriger-la-convention"]),
    Cure.DIAGNOSTIC: lambda demande: reverse("pilotage:dossier", args=[demande.numero]),
    Cure.BUDGET: lambda demande: reverse("admin:programme_ligne_changelist"),
    Cure.QUOTA: lambda demande: reverse("pilotage:partie", args=[demande.numero, "structure"]),
    Cure.MODELE: lambda demande: reverse("admin:conventions_versionmodele_changelist"),
}


@dataclass(frozen=True)
class Obstacle:
    """Why the agreement cannot be issued now, and where that is mended."""

    phrase: str
    adresse: str
    libelle: str


@dataclass(frozen=True)
class Emission:
    """The agreement in preparation of a request (None: there is none), its two sides, what prevents its emission."""

    convention: Convention | None
    parties: list[Partie]
    obstacles: list[Obstacle]

    @property
    def en_attente(self) -> bool:
        """A side has not answered."""
        return any(not partie.est_verifiee for partie in self.parties)


def emission(candidature: Candidature, acteur: Acteur) -> Emission:
    """Return what stands between a prepared agreement and its emission (12 queries at most)."""
    convention = cibles(candidature).convention
    if convention is None or convention.etat != Convention.Etat.PREPAREE:
        return Emission(None, [], [])
    cotes = parties(convention)
    for partie in cotes.values():
        partie.convention = convention
    obstacles = [_obstacle(empechement, cotes, candidature) for empechement in empechements(convention)]
    return Emission(convention, list(cotes.values()), obstacles)


def _obstacle(empechement: Empechement, cotes: dict[str, Partie], candidature: Candidature) -> Obstacle:
    cure = empechement.cure
    adresse = cotes[empechement.cote].get_absolute_url() if cure == Cure.INFORMATIONS else _CURES[cure](candidature)
    return Obstacle(empechement.phrase, adresse, empechement.libelle)


# Name in the address → (name on the page, what it reads).
PARTIES: dict[str, tuple[str, Callable[[Candidature, Acteur], Any]]] = {
    "structure": ("La structure", structure),
    "appariement": ("Personne-ressource", personne_ressource),
    "journal": ("Journal", le_journal),
    "emission": ("Avant l’émission de la convention", emission),
    "seances": ("Séances et évaluations", seances),
}
