"""Who may do what on the profile of a personne-ressource."""

from typing import TYPE_CHECKING

from comptes.acteurs import est_connecte, est_pilote
from socle.acteurs import Acteur

if TYPE_CHECKING:
    from .models import ProfilMentor


def peut_suivre(profil: "ProfilMentor", acteur: Acteur) -> bool:
    """The pilot team contacts, validates and archives."""
    return est_pilote(acteur)


def peut_se_mettre_en_pause(profil: "ProfilMentor", acteur: Acteur) -> bool:
    """The person themself, or the pilot for them."""
    return est_pilote(acteur) or (est_connecte(acteur) and acteur.personne.pk == profil.personne_id)


def peut_inscrire(acteur: Acteur) -> bool:
    """The pilot team opens the card of somebody proposed."""
    return est_pilote(acteur)
