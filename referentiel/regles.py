"""Codes and stable identifiers of the référentiel, and how a search reads words. Pure."""

import re
from uuid import UUID, uuid5

from comptes.regles import texte_de_recherche

CODE_DOMAINE = r"^D\d{2}$"
CODE_COMPETENCE = r"^\d{2}\.\d{1,2}$"

# Fixed for ever: two regions that load the same starting référentiel give the same identifiers to the same competences.
_ESPACE = UUID("5d0f6c1e-0f1b-5c57-9a4e-7b8f1f3f6a52")
_MOT = re.compile(r"\w+(?:\.\w+)*")
_PETITS_MOTS = (
    "a au aux avec ce ces comment d dans de des du elle en et faire il j je l la le les leur ma mes mon n nos notre on ou par pour "
    "qu que qui s sa savoir se ses son sur un une vos votre y"
)
_MOTS_VIDES = frozenset(_PETITS_MOTS.split())


def uuid_stable(code: str) -> UUID:
    """Return the identifier of a competence of the starting référentiel, always the same for the same code."""
    return uuid5(_ESPACE, code)


def correspond(code_competence: str, code_domaine: str) -> bool:
    """Say whether a competence bears the number of its domain: "01.3" goes with "D01"."""
    return code_competence.partition(".")[0] == code_domaine.removeprefix("D")


def mots(*textes: str) -> list[str]:
    """Cut texts into words, without case, accents or punctuation; a code such as "01.3" stays one word."""
    return _MOT.findall(texte_de_recherche(*textes))


def index(*textes: str) -> str:
    """Return what a search compares: the words of the texts, each preceded by a space, so that only beginnings of words match."""
    return "".join(f" {mot}" for mot in mots(*textes))


def mots_cherches(saisie: str) -> list[str]:
    """Return the beginnings of words to look for: little words are dropped when others remain, and so is the mark of the plural."""
    saisis = mots(saisie)
    utiles = [mot for mot in saisis if mot not in _MOTS_VIDES] or saisis
    return list(dict.fromkeys(_au_singulier(mot) for mot in utiles))


def _au_singulier(mot: str) -> str:
    return mot[:-1] if len(mot) > 3 and mot[-1] in "sx" else mot
