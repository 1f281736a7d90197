"""What changed for people: levels before, at exit and six months after, and objectives reached. No person is named here."""

from typing import Any

from django.db.models import Avg, Count, Exists, OuterRef, QuerySet, Subquery

from accompagnements.models import Accompagnement, Seance
from candidatures.models import Moment, Positionnement, Source
from evaluations.models import Etape, Evaluation, Repondant
from programme.models import Edition

from .periode import Periode

# Answers to "is this objective reached?" that count as a yes.
ATTEINT = {"oui", "depasse"}


def accompagnements_du_rapport(edition: Edition, periode: Periode) -> QuerySet[Accompagnement]:
    """Return the cases of a period: a half-day was held, or an evaluation was answered."""
    seances = Seance.objects.tenues().filter(periode.jours("jour"), accompagnement=OuterRef("pk"))
    evaluations = Evaluation.objects.filter(periode.instants("remplie_le"), accompagnement=OuterRef("pk"))
    return Accompagnement.objects.filter(Exists(seances) | Exists(evaluations), dispositif__edition=edition).order_by("numero")


def niveaux(edition: Edition, periode: Periode) -> QuerySet[Positionnement]:
    """Return the levels T0 of the cases, each with `t1` and `t2` as the person answered by the end of the period (None otherwise)."""
    personnes = accompagnements_du_rapport(edition, periode).order_by().values("beneficiaire")
    return Positionnement.objects.filter(participant__in=personnes, moment=Moment.T0, source=Source.ACCORD).annotate(
        t1=_au_moment(Moment.T1, Etape.SORTIE, periode), t2=_au_moment(Moment.T2, Etape.SIX_MOIS, periode)
    )


def _au_moment(moment: str, etape: str, periode: Periode) -> Subquery:
    repondue = Evaluation.objects.filter(
        accompagnement__beneficiaire=OuterRef("participant"),
        etape=etape,
        repondant=Repondant.ACCOMPAGNE,
        remplie_le__lt=periode.fin,
    )
    releves = Positionnement.objects.filter(
        Exists(repondue),
        participant=OuterRef("participant"),
        competence=OuterRef("competence"),
        moment=moment,
        source=Source.ACCOMPAGNE,
    )
    return Subquery(releves.values("niveau")[:1])


def moyennes_par_competence(edition: Edition, periode: Periode) -> list[dict[str, Any]]:
    """Return {code, nom, domaine, t0, t1, n1, t2, n2} per competence answered at exit.

    t0 and t1 are means over the `n1` people who answered at exit, t2 over the `n2` who answered six months after.
    """
    lignes = (
        niveaux(edition, periode)
        .filter(t1__isnull=False)
        .order_by("competence__code")
        .values("competence__code", "competence__nom", "competence__domaine__nom")
        .annotate(avant=Avg("niveau"), sortie=Avg("t1"), n1=Count("t1"), six_mois=Avg("t2"), n2=Count("t2"))
    )
    return [
        {
            "code": ligne["competence__code"],
            "nom": ligne["competence__nom"],
            "domaine": ligne["competence__domaine__nom"],
            "t0": ligne["avant"],
            "t1": ligne["sortie"],
            "n1": ligne["n1"],
            "t2": ligne["six_mois"],
            "n2": ligne["n2"],
        }
        for ligne in lignes
    ]


def cas(edition: Edition, periode: Periode) -> list[dict[str, Any]]:
    """Return the cases: number, structure, département, dispositif, half-days held, and each competence with T0, T1, T2 (2 queries)."""
    paires = accompagnements_du_rapport(edition, periode).avec_tenues().select_related("candidature__structure__departement", "dispositif")
    releves: dict[int, list[dict[str, Any]]] = {}
    for releve in niveaux(edition, periode).select_related("competence").order_by("competence__code"):
        releves.setdefault(releve.participant_id, []).append(
            {"code": releve.competence.code, "nom": releve.competence.nom, "t0": releve.niveau, "t1": releve.t1, "t2": releve.t2}
        )
    return [
        {
            "numero": paire.numero,
            "structure": paire.candidature.structure.raison_sociale,
            "departement": paire.candidature.structure.departement.nom if paire.candidature.structure.departement else "",
            "dispositif": str(paire.dispositif),
            "accordees": paire.demi_journees,
            "tenues": paire.demi_journees_tenues,
            "etat": paire.get_etat_display(),
            "competences": releves.get(paire.beneficiaire_id, []),
        }
        for paire in paires
    ]


def objectifs(edition: Edition, periode: Periode) -> dict[str, int]:
    """Return how many objectives were judged at exit by the people accompanied, in the period, and how many of them were reached."""
    repondues = Evaluation.objects.filter(
        periode.instants("remplie_le"),
        etape=Etape.SORTIE,
        repondant=Repondant.ACCOMPAGNE,
        accompagnement__dispositif__edition=edition,
    )
    juges = [valeur for reponses in repondues.values_list("reponses", flat=True) for valeur in reponses.get("objectifs", {}).values()]
    return {"juges": len(juges), "atteints": sum(valeur in ATTEINT for valeur in juges)}
