"""The scale of levels, wherever somebody has to place themself on it."""

from typing import Any

from django import template

from referentiel.niveaux import Niveau

register = template.Library()


@register.inclusion_tag("referentiel/echelle.html")
def echelle() -> dict[str, Any]:
    """List the levels, from 0 to 4, in the words of the référentiel."""
    return {"niveaux": list(Niveau)}
