"""The choices that the platform knows, by the name that a definition gives them."""

from collections.abc import Callable, Mapping
from typing import Any

from comptes.models import Departement, Taille, TypeStructure
from programme.models import Dispositif

from .definition import LISTES

Choix = list[tuple[Any, Any]]
Liste = Callable[[], Choix]
HORS_TERRITOIRE = "ailleurs"
DEMI_JOURNEES_MAXIMUM = 8


def departements() -> Choix:
    """Return those of Occitanie, and elsewhere, which is refused with its reason (1 query)."""
    connus = Departement.objects.filter(en_occitanie=True)
    return [
        *((departement.code, f"{departement.nom} ({departement.code})") for departement in connus),
        (HORS_TERRITOIRE, "Hors d’Occitanie"),
    ]


_generales: dict[str, Liste] = {
    "departements": departements,
    "types_structure": lambda: list(TypeStructure.choices),
    "tailles": lambda: list(Taille.choices),
    "dispositifs": lambda: list(Dispositif.Code.choices),
    "demi_journees": lambda: [(str(nombre), str(nombre)) for nombre in range(1, DEMI_JOURNEES_MAXIMUM + 1)],
}


def enregistrer(nom: str, liste: Liste) -> None:
    """Declare, from AppConfig.ready(), the choices that a higher application knows."""
    if nom not in LISTES:
        raise ValueError(f"Unknown list of choices: {nom!r}.")
    _generales[nom] = liste


def choix(nom: str, listes: Mapping[str, Liste]) -> Choix:
    """Return the choices of this name: those of the page (`listes`), else those of everybody."""
    return listes[nom]() if nom in listes else _generales[nom]()
