"""Who may do what on agreements."""

from typing import TYPE_CHECKING

from accompagnements.droits import peut_conduire
from comptes.acteurs import ActeurLien, est_connecte, est_du_comite, est_pilote
from socle.acteurs import Acteur

if TYPE_CHECKING:
    from .models import Convention, Signataire, VersionModele

# Purpose of the personal link that opens the page where one person signs.
BUT = "signature"


def peut_etablir(convention: "Convention", acteur: Acteur) -> bool:
    """The pilot team, but for those who withdrew from the file."""
    return peut_conduire(convention.accompagnement, acteur)


def par_la_plateforme(convention: "Convention", acteur: Acteur) -> bool:
    """Consequence of what happens to the pair, never a button."""
    return acteur.est_systeme


def peut_annuler(convention: "Convention", acteur: Acteur) -> bool:
    """The pilot, or the platform when the delay is over or the request left the path."""
    return peut_conduire(convention.accompagnement, acteur)


def peut_ecrire_le_modele(version: "VersionModele | None", acteur: Acteur) -> bool:
    """The pilot team writes the template of agreements."""
    return est_pilote(acteur)


def peut_valider_le_modele(version: "VersionModele", acteur: Acteur) -> bool:
    """The comité technique validates; the pilot team writes down, with its reference, what the committee decided in a meeting."""
    return est_du_comite(acteur) or est_pilote(acteur)


def peut_signer(signataire: "Signataire", acteur: Acteur) -> bool:
    """The very person, signed in or come by the link of this row: nobody signs, or refuses, for another."""
    if isinstance(acteur, ActeurLien):
        return acteur.ouvre(BUT, signataire.pk) and acteur.personne.pk == signataire.personne_id
    return est_connecte(acteur) and acteur.personne.pk == signataire.personne_id


def peut_suivre_la_signature(signataire: "Signataire", acteur: Acteur) -> bool:
    """The pilot team, but for those who withdrew from the file."""
    return peut_conduire(signataire.convention.accompagnement, acteur)
