"""The all-in-one file: everything known of one request, in a fixed number of queries."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import F, IntegerField, OuterRef, Prefetch, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from accompagnements.models import Accompagnement, Proposition, Seance
from accompagnements.models.proposition import OUVERTES
from candidatures.models import Candidature, Decision, Moment, NoteInterne, Participant, Positionnement, Source, avec_rang_d_attente
from conventions.lectures import lire_les_signatures
from conventions.models import OUVERTS as CONVENTIONS_OUVERTES
from conventions.models import Convention
from pilotage import regles
from programme.models import Dispositif, Quota
from questionnaires.models import Piece
from referentiel.models import Competence
from socle.acteurs import Acteur
from socle.models import Deport, Message

from . import files, grille
from .avis import AvisDuDossier, avis_du_dossier


@dataclass(frozen=True)
class Cibles:
    """The objects of a file that a gesture may act on; None when there is none now.

    `reste` is what a pair that stopped left of the half-days granted, None when none did or another took over.
    """

    candidature: Candidature
    proposition: Proposition | None
    accompagnement: Accompagnement | None
    convention: Convention | None
    reste: int | None = None
    avenant: Convention | None = None

    @cached_property
    def seance(self) -> Seance | None:
        """The first session that the team has to settle, contested or absence (1 query when there is one)."""
        candidature: Any = self.candidature
        if not (candidature.contestation_a_trancher or candidature.absence_a_trancher):
            return None
        siennes = Seance.objects.a_trancher().filter(accompagnement__candidature=candidature).order_by("-etat", "jour", "pk")
        seance = siennes.select_related("declaree_par", "contestee_par", "accompagnement__mentor").first()
        if seance:
            seance.dossier = candidature.dossier
            seance.accompagnement.candidature, seance.accompagnement.dossier = candidature, candidature.dossier
        return seance

    @property
    def a_signer(self) -> Convention | None:
        """The agreement, or the avenant, whose document is ready and that somebody has not signed; never both at once."""
        textes = (texte for texte in (self.avenant, self.convention) if texte is not None)
        return next((texte for texte in textes if texte.etat == Convention.Etat.EMISE and texte.document_id is not None), None)

    @cached_property
    def avis(self) -> AvisDuDossier:
        """The opinions and déports, read when a page or a gesture asks (1 query)."""
        return avis_du_dossier(self.candidature)


@dataclass
class Niveaux:
    """The levels of the personne référente on one competence, by moment; those of the mentor apart. `moments` are the columns to show."""

    competence: Competence
    moments: set[str]
    accompagne: dict[str, int] = field(default_factory=dict)
    mentor: dict[str, int] = field(default_factory=dict)

    @property
    def temps(self) -> list[tuple[str, int | None, int | None]]:
        """Return (moment in words, level of the person, level seen by the mentor), from declared to six months after."""
        return [(moment.label, self.accompagne.get(moment), self.mentor.get(moment)) for moment in Moment if moment in self.moments]


@dataclass(frozen=True)
class Reste:
    """What a structure may still be granted under one dispositif, in half-days."""

    dispositif: Dispositif
    pris: int
    plafond: int

    @property
    def reste(self) -> int:
        return max(self.plafond - self.pris, 0)


@dataclass(frozen=True)
class DossierComplet:
    """What the page of a file shows."""

    candidature: Candidature
    suite: regles.Suite
    cibles: Cibles
    niveaux: list[Niveaux]
    decisions: list[Decision]
    propositions: list[Proposition]
    accompagnements: list[Accompagnement]
    grille: grille.Grille
    notes: list[NoteInterne]
    messages: list[Message]

    @property
    def est_a_apparier(self) -> bool:
        """Somebody is to be asked."""
        return est_a_apparier(self.cibles)

    @property
    def document_se_prepare(self) -> bool:
        """The agreement is issued and its PDF is being made."""
        convention = self.cibles.convention
        return convention is not None and convention.etat == Convention.Etat.EMISE and convention.document_id is None


def trouver(numero: str, acteur: Acteur) -> QuerySet[Candidature]:
    """Return the sent request of this number if `acteur` may see it (at most one row), annotated with what comes next."""
    return (
        avec_rang_d_attente(grille.avec_les_faits(files.suivies(acteur)))
        .filter(dossier__numero=numero)
        .select_related(
            "dossier", "structure__departement", "dispositif", "porteur", "appel__edition", "mentor_souhaite", "reponses__version",
            "suivie_par", "diagnostic__dispositif", "diagnostic__redige_par",
        )
        .prefetch_related(
            Prefetch("dossier__deports", Deport.objects.select_related("personne").order_by("declare_le", "pk")),
            "objectifs",
            Prefetch("participants", Participant.objects.select_related("personne")),
            Prefetch("reponses__pieces", Piece.objects.select_related("fichier")),
        )
    )  # fmt: skip


def cibles(candidature: Candidature) -> Cibles:
    """Return the objects of a file given by `trouver` that a gesture may act on (3 queries)."""
    return _cibles(candidature, list(propositions(candidature)), list(_accompagnements(candidature)))


def suite(candidature: Any) -> regles.Suite:
    """Return what comes next on a request given by `trouver`."""
    return regles.suite(files.faits(candidature), candidature.jour)


def dossier_complet(candidature: Any, acteur: Acteur) -> DossierComplet:
    """Return the whole file of a request given by `trouver`."""
    sollicitees, accompagnements = list(propositions(candidature)), list(_accompagnements(candidature))
    objets = _cibles(candidature, sollicitees, accompagnements)
    lire_les_signatures([convention for paire in accompagnements for convention in paire.conventions.all()])
    return DossierComplet(
        candidature=candidature,
        suite=suite(candidature),
        cibles=objets,
        niveaux=_niveaux(_releves(candidature)),
        decisions=list(candidature.decisions.select_related("par", "dispositif")),
        propositions=sollicitees,
        accompagnements=accompagnements,
        grille=grille.grille(candidature),
        notes=list(candidature.notes.select_related("auteur")),
        messages=list(candidature.dossier.messages.select_related("auteur").prefetch_related("pieces")),
    )


def est_a_apparier(objets: Cibles) -> bool:
    """Matching is open, nobody is asked and no pair exists."""
    appariables = {Candidature.Etat.RECEVABLE, Candidature.Etat.DIAGNOSTIQUEE, Candidature.Etat.ACCEPTEE}
    libre = not objets.proposition and not objets.accompagnement and objets.reste != 0
    return objets.candidature.etat in appariables and libre


def propositions(candidature: Candidature) -> QuerySet[Proposition]:
    """Return who was asked for a request, the latest first."""
    return Proposition.objects.filter(candidature=candidature).select_related("profil__personne", "profil__structure").order_by("-rang")


def _accompagnements(candidature: Candidature) -> QuerySet[Accompagnement]:
    """The pairs of a request, the latest first, with their agreements; none exists before the decision, and nothing is asked then."""
    if candidature.est_en_examen:
        return Accompagnement.objects.none()
    paires = Accompagnement.objects.filter(candidature=candidature).select_related(
        "mentor__personne", "mentor__structure", "beneficiaire__personne", "dispositif__edition"
    )
    conventions = Convention.objects.select_related("payee").defer("contexte")
    return paires.avec_tenues().avec_reste().prefetch_related(Prefetch("conventions", conventions))


def _cibles(candidature: Candidature, propositions: list[Proposition], accompagnements: list[Accompagnement]) -> Cibles:
    """Choose what gestures act on; all share the file (and its déports) already read."""
    ouverte = next((proposition for proposition in propositions if proposition.etat in OUVERTES), None)
    vivant = next((paire for paire in accompagnements if paire.est_vivant), None)
    conventions = vivant.conventions.all() if vivant else []
    en_vigueur = next((convention for convention in conventions if convention.est_en_vigueur and not convention.est_un_avenant), None)
    avenant = next(
        (convention for convention in conventions if convention.est_un_avenant and convention.etat in CONVENTIONS_OUVERTES), None
    )
    for objet in (ouverte, vivant):
        if objet:
            objet.dossier, objet.candidature = candidature.dossier, candidature
    for texte in (en_vigueur, avenant):
        if texte:
            texte.dossier, texte.accompagnement = candidature.dossier, vivant
    est_interrompu = vivant is None and any(paire.rompu_le for paire in accompagnements)
    reste = accompagnements[0].reste_libre if est_interrompu else None
    return Cibles(candidature, ouverte, vivant, en_vigueur, reste, avenant)


def _releves(candidature: Candidature) -> QuerySet[Positionnement]:
    siens = Positionnement.objects.filter(participant__candidature=candidature, participant__est_referente=True)
    return siens.select_related("competence").order_by("competence__code")


def _niveaux(releves: QuerySet[Positionnement]) -> list[Niveaux]:
    trouves: dict[int, Niveaux] = {}
    moments: set[str] = set()
    for releve in releves:
        moments.add(releve.moment)
        ligne = trouves.setdefault(releve.competence_id, Niveaux(releve.competence, moments))
        cote = ligne.mentor if releve.source == Source.MENTOR else ligne.accompagne
        cote[releve.moment] = releve.niveau
    return list(trouves.values())


def quotas(candidature: Candidature) -> list[Reste]:
    """Return what the structure has had and may still be granted, per dispositif of the edition (1 query)."""
    du_quota = Quota.objects.filter(dispositif=OuterRef("pk"), structure=candidature.structure_id)
    dispositifs = Dispositif.objects.filter(edition=candidature.appel.edition_id).annotate(
        pris=Coalesce(Subquery(du_quota.values("pris")[:1]), Value(0), output_field=IntegerField()),
        plafond=Coalesce(Subquery(du_quota.values("plafond")[:1]), F("maximum"), output_field=IntegerField()),
    )
    return [Reste(dispositif, dispositif.pris, dispositif.plafond) for dispositif in dispositifs]
