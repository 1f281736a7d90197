"""What a member of the comité technique has to read and to answer, and the needs that wait for somebody."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accompagnements.models import Accompagnement, Proposition
from candidatures.models import EN_EXAMEN, Avis, Candidature, Decision, Moment, Positionnement
from socle.acteurs import Acteur
from socle.models import filtrer_dossiers

# Matching opens when the request fulfils the conditions, and ends with the pair.
A_POURVOIR = (Candidature.Etat.RECEVABLE, Candidature.Etat.DIAGNOSTIQUEE, Candidature.Etat.ACCEPTEE)


@dataclass(frozen=True)
class MesAvis:
    """The opinions asked of a member: those to give by their last day, those given on a request under study, those of decided requests."""

    a_rendre: list[Avis]
    rendus: list[Avis]
    passes: list[Avis]

    @property
    def est_vide(self) -> bool:
        """Nothing was ever asked."""
        return not (self.a_rendre or self.rendus or self.passes)


def mes_avis(acteur: Acteur) -> MesAvis:
    """Return the opinions asked of this member (1 query)."""
    demandes = list(Avis.objects.demandes_a(acteur).select_related("dossier", *_avec_sa_candidature()).order_by("echeance", "pk"))
    ouvertes = [avis for avis in demandes if avis.candidature.etat in EN_EXAMEN]
    return MesAvis(
        [avis for avis in ouvertes if not avis.est_rendu],
        [avis for avis in ouvertes if avis.est_rendu],
        [avis for avis in reversed(demandes) if avis.candidature.etat not in EN_EXAMEN],
    )


def _avec_sa_candidature() -> Iterable[str]:
    return ("candidature__structure__departement", "candidature__dispositif")


def besoins(acteur: Acteur) -> QuerySet[Candidature]:
    """Return the needs without personne-ressource that this member may know of, the oldest first; to be paginated, then `avec_competences`.

    `demi_journees` is what is left of what was granted, what was asked before that.
    """
    paires = Accompagnement.objects.vivants().filter(candidature=OuterRef("pk"))
    trouvees = Proposition.objects.filter(candidature=OuterRef("pk"), etat=Proposition.Etat.ACCEPTEE)
    accords = Decision.objects.annoncees().filter(candidature=OuterRef("pk"), sens=Decision.Sens.ACCEPTEE).order_by("-le")
    sans_personne = Candidature.objects.filter(~Exists(paires), ~Exists(trouvees), etat__in=A_POURVOIR)
    laissees = Accompagnement.objects.filter(candidature=OuterRef("pk")).avec_reste().order_by("-pk").values("reste_lu")[:1]
    # Nothing to look for where what a pair left was given back.
    sans_personne = sans_personne.annotate(reste=Subquery(laissees)).filter(Q(reste=None) | Q(reste__gt=0))
    connus = filtrer_dossiers(sans_personne, acteur.personne.pk).select_related("dossier", "structure__departement", "dispositif")
    accordees = Subquery(accords.values("demi_journees")[:1])
    return connus.annotate(demi_journees=Coalesce("reste", accordees, "demi_journees_souhaitees", output_field=IntegerField())).order_by(
        "deposee_le", "pk"
    )


@dataclass(frozen=True)
class Besoin:
    """A need as the committee reads it: no structure, nobody's name; the levels wanted (0–4) by competence."""

    candidature: Candidature
    competences: list[Positionnement]


def avec_competences(candidatures: Iterable[Candidature]) -> list[Besoin]:
    """Return the needs of a page with the competences wanted (1 query)."""
    page = list(candidatures)
    vises = Positionnement.objects.filter(participant__candidature__in=page, participant__est_referente=True, moment=Moment.VISE)
    par_demande: dict[int, list[Positionnement]] = {}
    for vise in vises.select_related("competence", "participant").order_by("competence__code"):
        par_demande.setdefault(vise.participant.candidature_id, []).append(vise)
    return [Besoin(candidature, par_demande.get(candidature.pk, [])) for candidature in page]
