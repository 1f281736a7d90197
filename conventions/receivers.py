"""What this application does when a pair is given up, or an accompagnement is over."""

from django.dispatch import receiver

from accompagnements.models import Accompagnement
from accompagnements.signaux import accompagnement_interrompu, accompagnement_realise, demi_journees_rendues
from socle.acteurs import Acteur

from . import actions


@receiver(accompagnement_interrompu, dispatch_uid="conventions.interrompu")
def defaire_la_convention(accompagnement: Accompagnement, acteur: Acteur, **_: object) -> None:
    """The agreement of a pair given up binds nobody any more."""
    actions.defaire(accompagnement, acteur=acteur)


@receiver(demi_journees_rendues, dispatch_uid="conventions.rendues")
@receiver(accompagnement_realise, dispatch_uid="conventions.realise")
def liberer_ce_qui_n_est_pas_tenu(accompagnement: Accompagnement, **_: object) -> None:
    """An early end gives back to the line the half-days that will not be held."""
    actions.liberer_le_reste(accompagnement)
