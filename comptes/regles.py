"""Identifiers of French organisations, and the text that searches compare. Pure."""

import re
import unicodedata

from stdnum.exceptions import ValidationError as NumeroFaux
from stdnum.fr import siret as stdnum_siret

_RNA = re.compile(r"W[0-9A-Z]{9}")


def siret_normalise(saisi: str) -> str:
    """Return the 14 digits of a SIRET typed with or without spaces; raises ValueError with a French sentence."""
    brut = re.sub(r"[\s.\u00a0\u202f-]", "", saisi)
    if not brut.isdigit():
        raise ValueError("Le SIRET ne contient que des chiffres : 14, par exemple 775 670 003 00018.")
    if len(brut) != 14:
        raise ValueError(f"Le SIRET compte 14 chiffres, vous en avez saisi {len(brut)}.")
    try:
        return stdnum_siret.validate(brut)
    except NumeroFaux:
        raise ValueError("Ce SIRET n’existe pas : un chiffre est sans doute mal recopié.") from None


def rna_normalise(saisi: str) -> str:
    """Return an RNA number ("W" and nine characters); raises ValueError with a French sentence."""
    brut = re.sub(r"\s", "", saisi).upper()
    if not _RNA.fullmatch(brut):
        raise ValueError("Le numéro RNA commence par W, suivi de neuf caractères, par exemple W313012345.")
    return brut


def texte_de_recherche(*morceaux: str) -> str:
    """Fold case, accents and ligatures: "Fête" and "FETE", "Œuvre" and "oeuvre" give the same text on every database."""
    texte = " ".join(morceaux)
    for _ in range(2):  # folding the case of a decomposed character may give one that decomposes again
        texte = unicodedata.normalize("NFKD", texte).casefold()
    sans_accents = "".join(c for c in texte if not unicodedata.combining(c))
    return " ".join(sans_accents.replace("œ", "oe").replace("æ", "ae").split())
