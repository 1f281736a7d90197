"""Tags and filters of produced documents: they read frozen contexts, where dates are ISO strings, and never ask what day it is."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from socle.documents import graphiques

from .tsf import ESPACE, JOURS, MOIS

register = template.Library()


@register.simple_tag
def barres(graphique: graphiques.Graphique, *, etroit: bool = False) -> SafeString:
    """Draw grouped bars as an SVG (see socle/documents/graphiques.py); `etroit` is the phone's shape, with names above the bars."""
    format_ = graphiques.ETROIT if etroit else graphiques.LARGE
    if etroit:
        graphique = {**graphique, "identifiant": f"{graphique['identifiant']}-etroit"}
    return render_to_string("documents/graphiques/barres.svg", graphiques.barres(graphique, format_))


@register.filter
def en_tableau(graphique: graphiques.Graphique) -> dict[str, Any]:
    """Return the values of a chart as a table."""
    return graphiques.en_tableau(graphique)


@register.filter
def date_longue(valeur: str | date) -> str:
    """Return "mardi 3 mars 2026", the year always written: a document is read years later."""
    le = _jour(valeur)
    return f"{JOURS[le.weekday()]} {date_courte(le)}"


@register.filter
def date_courte(valeur: str | date) -> str:
    """Return "3 mars 2026"."""
    le = _jour(valeur)
    return f"{'1er' if le.day == 1 else le.day}{ESPACE}{MOIS[le.month - 1]} {le.year}"


@register.filter
def instant_paris(valeur: str | datetime) -> str:
    """Return "mardi 3 mars 2026 à 14 h 32 min 05 s", the time of Paris of an instant."""
    le = timezone.localtime(_instant(valeur))
    return f"{date_longue(le)} à {le:%-H}{ESPACE}h{ESPACE}{le:%M}{ESPACE}min{ESPACE}{le:%S}{ESPACE}s"


@register.filter
def instant_utc(valeur: str | datetime) -> str:
    """Return "2026-03-03 13:32:05 UTC"."""
    return f"{_instant(valeur).astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


@register.filter
def nombre(valeur: float | str | None, decimales: int = 0) -> str:
    """Return "12 000", "1,2" (`decimales` digits after the comma), "–" for None."""
    return graphiques.nombre(None if valeur is None else float(valeur), decimales)


@register.filter
def avec(gauche: Iterable[Any], droite: Iterable[Any]) -> list[tuple[Any, Any]]:
    """Return the pairs of two lists of the same length."""
    return list(zip(gauche, droite, strict=True))


@register.filter
def plus(valeur: float, ajout: float) -> float:
    """Return a sum, for coordinates."""
    return round(valeur + ajout, 1)


def _instant(valeur: str | datetime) -> datetime:
    return datetime.fromisoformat(valeur) if isinstance(valeur, str) else valeur


def _jour(valeur: str | date) -> date:
    """Return the day in Paris of a date, a moment, or the ISO form of either."""
    if isinstance(valeur, str):
        valeur = datetime.fromisoformat(valeur) if "T" in valeur else date.fromisoformat(valeur)
    return timezone.localtime(valeur).date() if isinstance(valeur, datetime) else valeur
