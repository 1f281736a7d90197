"""Identifiers of French organisations, and the text that searches compare. Pure."""

import re
import unicodedata

from stdnum.exceptions import ValidationError as NumeroFaux
from stdnum.fr import siret as stdnum_siret

_SEPARATEURS = re.compile(r"[\s.\u00a0\u202f-]")
_TELEPHONE = re.compile(r"0[1-9][0-9]{8}|\+[1-9][0-9]{6,14}")


def siret_normalise(saisi: str) -> str:
    """Return the 14 digits of a SIRET typed with or without spaces; raises ValueError with a French sentence."""
    brut = _SEPARATEURS.sub("", saisi)
    if not brut.isdigit():
        raise ValueError("Le SIRET ne contient que des chiffres : 14, par exemple 775 670 003 00018.")
    if len(brut) != 14:
        raise ValueError(f"Le SIRET compte 14 chiffres, vous en avez saisi {len(brut)}.")
    try:
        return stdnum_siret.validate(brut)
    except NumeroFaux:
        raise ValueError("Ce SIRET n’existe pas : un chiffre est sans doute mal recopié.") from None


def rna_normalise(saisi: str) -> str:
    """Return "W" and nine characters; raises ValueError with a French sentence."""
    brut = _SEPARATEURS.sub("", saisi).upper()
    if not re.fullmatch(r"W[0-9A-Z]{9}", brut):
        raise ValueError("Un numéro RNA s’écrit W suivi de neuf caractères, par exemple W343012345.")
    return brut


def siret_ou_rna_normalise(saisi: str) -> str:
    """Return 14 digits, or "W" and nine characters: what one begins to write is what is judged. Raises ValueError as both do."""
    brut = _SEPARATEURS.sub("", saisi).upper()
    if est_un_rna(brut):
        return rna_normalise(brut)
    if not brut.isdigit():
        raise ValueError("Écrivez un SIRET, 14 chiffres, ou le numéro RNA d’une association, W suivi de neuf caractères.")
    return siret_normalise(brut)


def est_un_rna(numero: str) -> bool:
    """Tell the number of an association from a SIRET, which has no letter."""
    return numero.startswith("W")


def siret_ecrit(numero: str) -> str:
    """Return 14 digits as they are read, "775 670 003 00018" with spaces that do not break; "" stays ""."""
    return "\u00a0".join(filter(None, (numero[:3], numero[3:6], numero[6:9], numero[9:])))


def code_postal_normalise(saisi: str) -> str:
    """Return the five digits of a French postal code; raises ValueError with a French sentence."""
    brut = _SEPARATEURS.sub("", saisi)
    if not re.fullmatch(r"[0-9]{5}", brut):
        raise ValueError("Un code postal compte cinq chiffres, par exemple 34000.")
    return brut


def telephone_normalise(saisi: str) -> str:
    """Return a number as it is dialled: ten digits in France, "+" and digits elsewhere; raises ValueError with a French sentence."""
    brut = re.sub(r"[\s.()/-]", "", saisi)
    brut = re.sub(r"^00", "+", brut)
    brut = re.sub(r"^\+330?", "0", brut)
    if not _TELEPHONE.fullmatch(brut):
        raise ValueError(
            "Écrivez les dix chiffres, par exemple 06 12 34 56 78, ou un numéro étranger précédé de + et de l’indicatif du pays."
        )
    return brut


def texte_de_recherche(*morceaux: str) -> str:
    """Fold case, accents and ligatures: "Fête" and "FETE", "Œuvre" and "oeuvre" give the same text on every database."""
    texte = " ".join(morceaux)
    for _ in range(2):  # folding the case of a decomposed character may give one that decomposes again
        texte = unicodedata.normalize("NFKD", texte).casefold()
    sans_accents = "".join(c for c in texte if not unicodedata.combining(c))
    return " ".join(sans_accents.replace("œ", "oe").replace("æ", "ae").split())
