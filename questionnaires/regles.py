"""Texts as typed, and how the answers of a questionnaire are judged. Pure: no Django, no clock, no query."""

import re
from collections.abc import Sequence

# What no database, PDF or spreadsheet accepts in a text; tab and line breaks stay.
_CONTROLES = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_ORDINAUX = ("Première", "Deuxième", "Troisième", "Quatrième", "Cinquième", "Sixième")


def sans_controles(texte: str) -> str:
    """Return the text as typed, without the control characters that a paste may bring."""
    return _CONTROLES.sub("", texte)


def en_une_ligne(texte: str) -> str:
    """Return the words of the text on one line, one space between them."""
    return " ".join(texte.split())


def refus_progression(declare: int, vise: int) -> str:
    """Return why a wanted level (0–4) is refused beside the level of today, "" when it is higher."""
    if vise > declare:
        return ""
    if declare == 4:
        return "Vous êtes déjà au niveau le plus haut : choisissez une autre compétence."
    return f"Le niveau visé doit dépasser celui d’aujourd’hui : choisissez au moins {declare + 1}."


def repetitions(valeurs: Sequence[object]) -> list[int]:
    """Return the places of the values already met; empty values (None, "") repeat nothing."""
    vues: set[object] = set()
    places = []
    for place, valeur in enumerate(valeurs):
        if valeur in (None, ""):
            continue
        if valeur in vues:
            places.append(place)
        vues.add(valeur)
    return places


def ordinal_feminin(rang: int) -> str:
    """Return "Première" for 0, "Deuxième" for 1…"""
    return _ORDINAUX[rang] if rang < len(_ORDINAUX) else f"{rang + 1}e"
