"""Two tabs, one set of answers: what is kept, what is reported. Pure: no Django, no clock, no query."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Saisie = dict[str, Any]
# For each field: the revision that last changed it, and the tab that did.
Traces = dict[str, list[Any]]


@dataclass(frozen=True)
class Fusion:
    """The answers once merged; `conflits` holds, by field, what another tab wrote meanwhile, and that was not overwritten."""

    saisie: Saisie
    traces: Traces
    conflits: dict[str, Any]
    a_change: bool


def fusionner(saisie: Saisie, traces: Traces, recues: Mapping[str, Any], *, revision: int, onglet: str, prochaine: int) -> Fusion:
    """Merge what a page sends, which was loaded at `revision`, into what is stored; what changes is marked `prochaine`.

    A field that another tab changed after this page was loaded, to something else, stays as it is and is reported. Equal values, and what
    this tab wrote itself, never conflict: each value received is either stored or reported.
    """
    gardee, marques, conflits = dict(saisie), dict(traces), {}
    for nom, valeur in recues.items():
        actuelle = saisie.get(nom) or ""
        if (valeur or "") == actuelle:
            continue
        changee_a, par = traces.get(nom, [0, ""])
        if changee_a > revision and par != onglet:
            conflits[nom] = actuelle
            continue
        gardee[nom] = valeur
        marques[nom] = [prochaine, onglet]
    return Fusion(gardee, marques, conflits, gardee != saisie)
