"""Parts of the all-in-one file that cost more, or are read less: the page asks for them once it is shown."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Prefetch, Subquery

from accompagnements.lectures import Appariement, apparier
from accompagnements.models import Accompagnement, Proposition, Seance
from candidatures.models import Candidature, Decision, DemandeComplement
from comptes.models import Appartenance
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


# Name in the address → (name on the page, what it reads).
PARTIES: dict[str, tuple[str, Callable[[Candidature, Acteur], Any]]] = {
    "structure": ("La structure", structure),
    "appariement": ("Personne-ressource", personne_ressource),
    "journal": ("Journal", le_journal),
    "seances": ("Séances et évaluations", seances),
}
