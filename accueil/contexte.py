"""The main navigation, the same for everybody but for the doors of each role."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from comptes.models import Instance

PUBLIQUES = (
    ("accueil:dispositif", "Le dispositif"),
    ("candidatures:appels", "Les appels"),
    ("referentiel:liste", "Référentiel"),
)


@dataclass(frozen=True)
class Entree:
    """A link of the navigation; `courant` when the page, or one below it, is open."""

    adresse: str
    libelle: str
    courant: bool


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Give `navigation` (links in order) and `espace_comite` (whether this person sits in the comité technique)."""
    personne = getattr(request, "user", None)
    connectee = personne is not None and personne.is_authenticated
    du_comite = connectee and Instance.COMITE_TECHNIQUE in personne.instances()
    routes = [*PUBLIQUES]
    if connectee:
        routes.insert(0, ("accueil:mon-espace", "Mon espace"))
    if du_comite:
        routes.append(("accueil:comite", "Comité"))
    return {"navigation": [_entree(request, nom, libelle) for nom, libelle in routes], "espace_comite": du_comite}


def _entree(request: HttpRequest, route: str, libelle: str) -> Entree:
    adresse = reverse(route)
    return Entree(adresse, libelle, request.path.startswith(adresse))
