"""Where a pair stands: its page, its journal, what its agreement gives."""

from dataclasses import dataclass

from django.db.models import QuerySet

from accompagnements import droits, encarts, regles
from accompagnements.models import Accompagnement, Entree, Seance
from candidatures.models import Moment, Participant, Positionnement
from comptes.models import Personne
from programme.regles import six_mois_apres
from referentiel.models import Competence
from socle.acteurs import Acteur

from .journal import dernieres_notes, fermeture_du_journal
from .seance import Seances, ranger
from .suite import OUVERTS, suite


def cadre(accompagnement: Accompagnement, *, sans: Seance | None = None) -> regles.Cadre:
    """Return what the agreement gave, and what is taken of it but by the session `sans`. It is signed: its dates are there."""
    tenues = accompagnement.demi_journees_tenues
    return regles.Cadre(
        debut=accompagnement.debut,
        fin=accompagnement.fin,
        demi_journees=accompagnement.demi_journees,
        tenues=tenues,
        autres=accompagnement.demi_journees_reservees - tenues - (sans.demi_journees if sans else 0),
    )


def competences(accompagnement: Accompagnement) -> QuerySet[Competence]:
    """Return the competences of the need: those that the diagnosis levelled, those that the request aims at."""
    visees = Positionnement.objects.filter(participant=accompagnement.beneficiaire_id, moment__in=[Moment.T0, Moment.VISE])
    return Competence.objects.filter(pk__in=visees.values("competence"))


@dataclass(frozen=True)
class Membre:
    """Somebody of the pair, named as in the request, with their part in words; `est_moi` for the reader."""

    qui: Participant | Personne
    role: str
    email: str
    telephone: str
    est_moi: bool


@dataclass(frozen=True)
class PageAccompagnement:
    """What the page of a pair shows."""

    accompagnement: Accompagnement
    tenues: int
    seances: Seances
    encarts: list[encarts.Encart]
    suite: encarts.Suite
    membres: list[Membre]
    peut_declarer: bool
    peut_terminer: bool
    peut_rompre: bool
    notes: list[Entree]
    peut_ecrire: bool

    @property
    def reste(self) -> int:
        """Half-days that are not held."""
        return self.accompagnement.demi_journees - self.tenues

    @property
    def regard_a_six_mois(self):
        """The day when the second-stage evaluations leave, or would leave; None before signature."""
        fin = self.accompagnement.realise_le or self.accompagnement.fin
        return six_mois_apres(fin) if fin else None


def page(accompagnement: Accompagnement, acteur: Acteur) -> PageAccompagnement:
    """Read the page of a pair (`pour_page`) for one reader; as many queries whatever the number of sessions."""
    cartes = encarts.lire(accompagnement, acteur)
    est_partie = droits.est_de_la_paire(accompagnement, acteur)
    agit = est_partie or droits.peut_conduire(accompagnement, acteur)
    seances = ranger(journal(accompagnement), accompagnement)
    return PageAccompagnement(
        accompagnement,
        accompagnement.demi_journees_tenues,
        seances,
        cartes,
        suite(accompagnement, cartes, seances, est_partie=est_partie),
        _membres(accompagnement, acteur),
        peut_declarer=agit and accompagnement.etat in OUVERTS,
        peut_terminer=agit and accompagnement.etat == Accompagnement.Etat.EN_COURS,
        peut_rompre=est_partie and accompagnement.etat in OUVERTS,
        notes=dernieres_notes(accompagnement, acteur),
        peut_ecrire=droits.sont_les_deux(accompagnement, acteur) and not fermeture_du_journal(accompagnement),
    )


@dataclass(frozen=True)
class PageRupture:
    """What whoever wants to stop has to know first."""

    accompagnement: Accompagnement
    tenues: int
    prevues: int

    @property
    def reste(self) -> int:
        """Half-days that will not be held by this pair."""
        return self.accompagnement.demi_journees - self.tenues


def page_rupture(accompagnement: Accompagnement) -> PageRupture:
    """Read what stopping a pair (`pour_page`) brings about (1 query)."""
    return PageRupture(accompagnement, accompagnement.demi_journees_tenues, accompagnement.seances.prevues().count())


def journal(accompagnement: Accompagnement) -> QuerySet[Seance]:
    """Return the sessions with what was written of each, the latest first (4 queries)."""
    return (
        accompagnement.seances.select_related("entree__auteur")
        .prefetch_related("presences", "entree__objectifs", "entree__competences")
        .order_by("-jour", "-pk")
    )


def _membres(accompagnement: Accompagnement, acteur: Acteur) -> list[Membre]:
    candidature, mentor, beneficiaire = accompagnement.candidature, accompagnement.mentor, accompagnement.beneficiaire
    parts: dict[Personne, tuple[Participant | Personne, str]] = {
        mentor.personne: (mentor.personne, f"personne-ressource, {mentor.structure}"),
        beneficiaire.personne: (beneficiaire, f"personne accompagnée, {candidature.structure}"),
    }
    parts.setdefault(candidature.porteur, (candidature.porteur, f"porte la demande, {candidature.structure}"))
    # An account gives its number to who works with it: naming somebody in a request must not be a way to read theirs.
    voit_tout = acteur.personne == mentor.personne or droits.peut_conduire(accompagnement, acteur)
    return [
        Membre(
            qui,
            role,
            personne.email or "",
            personne.telephone if voit_tout or personne == mentor.personne else "",
            personne == acteur.personne,
        )
        for personne, (qui, role) in parts.items()
    ]
