"""Who may do what on the profile of a personne-ressource."""

from typing import TYPE_CHECKING

from comptes.acteurs import ActeurLien, est_connecte, est_pilote
from socle.acteurs import Acteur

if TYPE_CHECKING:
    from .models import ProfilMentor

# Purpose of the personal link that opens one's own card.
BUT = "profil"


def peut_suivre(profil: "ProfilMentor", acteur: Acteur) -> bool:
    """The pilot team contacts, validates and archives."""
    return est_pilote(acteur)


def est_la_personne(profil: "ProfilMentor", acteur: Acteur) -> bool:
    """The person themself, signed in or come by the link of their card."""
    if isinstance(acteur, ActeurLien):
        return acteur.ouvre(BUT, profil.pk) and acteur.personne.pk == profil.personne_id
    return est_connecte(acteur) and acteur.personne.pk == profil.personne_id


def peut_se_mettre_en_pause(profil: "ProfilMentor", acteur: Acteur) -> bool:
    """The person themself, or the pilot for them."""
    return est_pilote(acteur) or est_la_personne(profil, acteur)


def peut_remplir(profil: "ProfilMentor", acteur: Acteur) -> bool:
    """The person fills their card, or the pilot for them."""
    return est_pilote(acteur) or est_la_personne(profil, acteur)


def peut_inscrire(acteur: Acteur) -> bool:
    """The pilot team opens the card of somebody proposed."""
    return est_pilote(acteur)
