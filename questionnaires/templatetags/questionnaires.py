"""Tags of the forms of questionnaires."""

from django import template
from django.forms import BoundField

from questionnaires.models import Piece

register = template.Library()


@register.simple_tag
def piece_de(champ: BoundField) -> Piece | None:
    """Return the file that was given to this field, None when there is none."""
    return champ.form.contexte.pieces.get(champ.name)
