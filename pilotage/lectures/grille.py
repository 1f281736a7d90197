"""What helps to judge a request: the conditions computed from it, the criteria of its call and what the team thinks of each."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, FilteredRelation, OuterRef, Q, QuerySet, Subquery

from candidatures import recevabilite
from candidatures.models import Appreciation, Candidature, Critere, Participant
from comptes.models import Appartenance, Instance, Mandat, Siret
from programme.models import Quota
from questionnaires.models import Reponses
from socle.models import Evenement


@dataclass(frozen=True)
class Jugement:
    """A criterion, and what the team thinks of it on one request: None when nobody has said."""

    critere: Critere
    appreciation: Appreciation | None


@dataclass(frozen=True)
class Grille:
    """The conditions that were computed, and the criteria, those of the recevabilité first."""

    points: list[recevabilite.Point]
    jugements: list[Jugement]

    @property
    def a_regarder(self) -> int:
        """How many conditions are not plainly fulfilled."""
        return sum(point.verdict != recevabilite.OUI for point in self.points)

    @property
    def sans_reponse(self) -> int:
        """How many criteria nobody has answered."""
        return sum(jugement.appreciation is None or not jugement.appreciation.valeur for jugement in self.jugements)


def avec_les_faits(candidatures: QuerySet[Candidature]) -> QuerySet[Candidature]:
    """Annotate requests with what the conditions read, beyond their own rows."""
    pilotes = Mandat.objects.en_cours().filter(instance=Instance.PILOTE, personne=OuterRef("personne"))
    membres = Appartenance.objects.filter(structure=OuterRef("structure")).filter(Exists(pilotes))
    nommes = Participant.objects.filter(candidature=OuterRef("pk")).filter(Exists(pilotes))
    envois = Evenement.objects.filter(dossier=OuterRef("dossier"), code="deposer").order_by("pk")
    du_quota = Quota.objects.filter(dispositif=OuterRef("dispositif"), structure=OuterRef("structure"))
    sirets = Siret.objects.filter(structure=OuterRef("structure")).order_by("pk")
    return candidatures.annotate(
        siret=Subquery(sirets.values("numero")[:1]),
        quota_pris=Subquery(du_quota.values("pris")[:1]),
        quota_plafond=Subquery(du_quota.values("plafond")[:1]),
        liee_a_l_equipe=Exists(membres) | Exists(nommes),
        details_de_l_envoi=Subquery(envois.values("details")[:1]),
    )


def grille(candidature: Any) -> Grille:
    """Return what helps to judge a request annotated by `avec_les_faits` (1 query)."""
    sienne = FilteredRelation("appreciations", condition=Q(appreciations__candidature=candidature.pk))
    criteres = Critere.objects.filter(appel=candidature.appel_id).annotate(sienne=sienne).select_related("sienne__par")
    jugements = [Jugement(critere, getattr(critere, "sienne", None)) for critere in criteres]
    return Grille(recevabilite.points(_situation(candidature)), jugements)


def _situation(candidature: Any) -> recevabilite.Situation:
    departement, dispositif, appel = candidature.structure.departement, candidature.dispositif, candidature.appel
    participants = candidature.participants.all()
    return recevabilite.Situation(
        siret=candidature.siret or "",
        rna=candidature.structure.rna or "",
        departement=departement.nom if departement else "",
        en_occitanie=departement is not None and departement.en_occitanie,
        personnes=tuple(recevabilite.Personne(str(p), p.statut, p.get_statut_display()) for p in participants),
        dispositif=str(dispositif),
        souhaitees=candidature.demi_journees_souhaitees,
        minimum=dispositif.minimum,
        maximum=dispositif.maximum,
        reste=max((candidature.quota_plafond or dispositif.maximum) - (candidature.quota_pris or 0), 0),
        envoyee_le=candidature.deposee_le,
        ouvre_le=appel.ouvre_le,
        ferme_le=appel.ferme_le,
        declarations=(candidature.details_de_l_envoi or {}).get("declarations"),
        pieces=_pieces(candidature.reponses),
        liee_a_l_equipe=candidature.liee_a_l_equipe,
    )


def _pieces(reponses: Reponses) -> tuple[recevabilite.Pieces, ...]:
    jointes = {piece.champ: piece.libelle for piece in reponses.pieces.all()}
    return recevabilite.pieces_demandees(reponses.version.lue, reponses.saisie, jointes)
