"""The figures of the programme over a period: each one is defined here, once, and shown everywhere from here."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from accompagnements.models import Seance
from candidatures.models import Candidature, Decision
from conventions.models import Convention
from evaluations.models import Etape, Evaluation
from programme.models import Edition, Ligne, Mouvement
from socle.models import Evenement

from .niveaux import cas, moyennes_par_competence, objectifs
from .periode import Periode


def chiffres_du_rapport(edition: Edition, periode: Periode) -> dict[str, Any]:
    """Return all the figures of a report: plain values, without the name of any person (20 queries, whatever the number of cases)."""
    return {
        "edition": edition.nom,
        "du": periode.du,
        "au": periode.au,
        "candidatures": candidatures(edition, periode),
        "demi_journees": demi_journees(edition, periode),
        "budget": budget(edition, periode),
        "accompagnes": accompagnes(edition, periode),
        "departements": par_departement(edition, periode),
        "dispositifs": par_dispositif(edition, periode),
        "evaluations": {str(etape): reponses(edition, periode, etape) for etape in Etape},
        "objectifs": objectifs(edition, periode),
        "competences": moyennes_par_competence(edition, periode),
        "cas": cas(edition, periode),
    }


# ---------- what is counted ----------


def _recues(edition: Edition, periode: Periode) -> QuerySet[Candidature]:
    """Requests sent in the period."""
    return Candidature.objects.filter(periode.instants("deposee_le"), appel__edition=edition)


def _decisions(edition: Edition, periode: Periode) -> QuerySet[Decision]:
    """Decisions taken in the period, but for those that the team took back."""
    return Decision.objects.tenantes().filter(periode.instants("le"), candidature__appel__edition=edition)


def seances(edition: Edition, periode: Periode, compte: str = "tenues") -> QuerySet[Seance]:
    """Return the sessions of the period that were held, or that are planned ("prevues")."""
    comptees = {"tenues": Seance.objects.tenues, "prevues": Seance.objects.prevues}[compte]()
    return comptees.filter(periode.jours("jour"), accompagnement__dispositif__edition=edition).order_by()


def signees(edition: Edition, periode: Periode) -> QuerySet[Convention]:
    """Return the agreements and avenants that all parties signed in the period and that still bind them."""
    return Convention.objects.filter(
        periode.instants("signee_le"), etat=Convention.Etat.SIGNEE, accompagnement__dispositif__edition=edition
    )


# An avenant counts for what it adds or takes away.
AJOUTEES = Sum(F("demi_journees") - F("demi_journees_avant"), default=0)


def _faits(edition: Edition, periode: Periode, *codes: str) -> QuerySet[Evenement]:
    """State changes of requests in the period."""
    return Evenement.objects.filter(
        periode.instants("le"),
        objet__startswith="candidatures.candidature:",
        code__in=codes,
        dossier__candidature__appel__edition=edition,
    ).order_by()


# ---------- figures ----------


def candidatures(edition: Edition, periode: Periode) -> dict[str, int]:
    """Return how many requests were sent, and how many times each decision was taken, in the period."""
    faits = _faits(edition, periode, "declarer_recevable", "retirer").aggregate(
        recevables=Count("pk", filter=Q(code="declarer_recevable")), retirees=Count("pk", filter=Q(code="retirer"))
    )
    sens = {f"{valeur}s": Count("pk", filter=Q(sens=valeur)) for valeur in ("irrecevable", "acceptee", "refusee")}
    decisions = _decisions(edition, periode).aggregate(**sens, sans_suite=Count("pk", filter=Q(sens=Decision.Sens.SANS_SUITE)))
    return {"recues": _recues(edition, periode).count(), **faits, **decisions}


def demi_journees(edition: Edition, periode: Periode) -> dict[str, int]:
    """Return half-days granted by decisions, written in signed agreements and held, in the period, beside the objective of the edition."""
    accordees = _decisions(edition, periode).filter(sens=Decision.Sens.ACCEPTEE)
    return {
        "accordees": _somme(accordees),
        "conventionnees": signees(edition, periode).aggregate(total=AJOUTEES)["total"],
        "tenues": _somme(seances(edition, periode)),
        "objectif": edition.objectif_demi_journees,
    }


def manquantes(objectif: int, comptees: int) -> int:
    """Return how many half-days are missing to the objective, never below zero."""
    return max(objectif - comptees, 0)


def _somme(lignes: QuerySet[Any]) -> int:
    return lignes.aggregate(total=Sum("demi_journees", default=0))["total"]


def budget(edition: Edition, periode: Periode) -> dict[str, Decimal]:
    """Return, in euros, what agreements reserved (less what was released) and what was held in the period, the line and the envelope."""
    genres = {genre: Sum("montant", filter=Q(genre=genre), default=Decimal(0)) for genre in ("engage", "libere", "realise")}
    mouvements = Mouvement.objects.filter(periode.instants("le"), ligne__edition=edition, ligne__genre=Ligne.Genre.INTERVENTIONS)
    totaux = mouvements.order_by().aggregate(**genres)
    return {
        "engage": totaux["engage"] - totaux["libere"],
        "realise": totaux["realise"],
        "ligne": edition.lignes.filter(genre=Ligne.Genre.INTERVENTIONS).aggregate(total=Sum("montant", default=Decimal(0)))["total"],
        "enveloppe": edition.enveloppe,
    }


def accompagnes(edition: Edition, periode: Periode) -> dict[str, int]:
    """Return how many structures, mentors and pairs held half-days in the period, each counted once."""
    return seances(edition, periode).aggregate(
        structures=Count("accompagnement__candidature__structure", distinct=True),
        mentors=Count("accompagnement__mentor", distinct=True),
        accompagnements=Count("accompagnement", distinct=True),
    )


def reponses(edition: Edition, periode: Periode, etape: str) -> dict[str, int]:
    """Return how many evaluations of a stage were sent in the period, and how many of them were answered by its end."""
    envoyees = Evaluation.objects.filter(
        periode.instants("envoyee_le"), etape=etape, accompagnement__dispositif__edition=edition
    ).order_by()
    return envoyees.aggregate(envoyees=Count("pk"), remplies=Count("pk", filter=Q(remplie_le__lt=periode.fin)))


# ---------- the same, by département and by dispositif ----------


def par_departement(edition: Edition, periode: Periode) -> list[dict[str, Any]]:
    """Return requests sent and accepted and half-days held, by département of the structure; "" for an unknown one."""
    chemin = "structure__departement__nom"
    return _croiser(edition, periode, recues=chemin, acceptees=f"candidature__{chemin}", tenues=f"accompagnement__candidature__{chemin}")


def par_dispositif(edition: Edition, periode: Periode) -> list[dict[str, Any]]:
    """Return the same by dispositif: the one asked for, then granted, then held."""
    return _croiser(edition, periode, recues="dispositif__code", acceptees="dispositif__code", tenues="accompagnement__dispositif__code")


def _croiser(edition: Edition, periode: Periode, *, recues: str, acceptees: str, tenues: str) -> list[dict[str, Any]]:
    """Return rows {nom, recues, acceptees, tenues}, the names in order."""
    accords = _decisions(edition, periode).filter(sens=Decision.Sens.ACCEPTEE)
    colonnes = {
        "recues": _recues(edition, periode).order_by().values_list(recues).annotate(n=Count("pk")),
        "acceptees": accords.order_by().values_list(acceptees).annotate(n=Count("pk")),
        "tenues": seances(edition, periode).values_list(tenues).annotate(n=Sum("demi_journees")),
    }
    lignes: dict[str, dict[str, Any]] = {}
    for colonne, valeurs in colonnes.items():
        _ajouter(lignes, colonne, valeurs)
    return [lignes[nom] for nom in sorted(lignes)]


def _ajouter(lignes: dict[str, dict[str, Any]], colonne: str, valeurs: Iterable[tuple[str | None, int]]) -> None:
    for nom, nombre in valeurs:
        ligne = lignes.setdefault(nom or "", {"nom": nom or "", "recues": 0, "acceptees": 0, "tenues": 0})
        ligne[colonne] = nombre
