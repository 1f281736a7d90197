"""What this application does when an accompagnement is over."""

from django.dispatch import receiver

from accompagnements.models import Accompagnement
from accompagnements.signaux import accompagnement_realise

from . import actions


@receiver(accompagnement_realise, dispatch_uid="evaluations.realise")
def prevoir_les_evaluations(accompagnement: Accompagnement, **_: object) -> None:
    """Plan both stages for both sides."""
    actions.prevoir(accompagnement)
