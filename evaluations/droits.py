"""Who may do what on an evaluation."""

from typing import TYPE_CHECKING

from accompagnements.droits import peut_conduire
from comptes.acteurs import ActeurLien, est_connecte
from socle.acteurs import Acteur

if TYPE_CHECKING:
    from .models import Evaluation

BUT = "evaluation"


def peut_repondre(evaluation: "Evaluation", acteur: Acteur) -> bool:
    """The person asked, signed in or come by the link of this evaluation."""
    if isinstance(acteur, ActeurLien):
        return acteur.ouvre(BUT, evaluation.pk) and acteur.personne.pk == evaluation.personne_id
    return est_connecte(acteur) and acteur.personne.pk == evaluation.personne_id


def peut_envoyer(evaluation: "Evaluation", acteur: Acteur) -> bool:
    """The platform when it is due, or those of the pilot team who run the accompagnement."""
    return peut_conduire(evaluation.accompagnement, acteur)


def par_la_plateforme(evaluation: "Evaluation", acteur: Acteur) -> bool:
    """Consequence of the calendar, never a button."""
    return acteur.est_systeme
