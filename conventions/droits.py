"""Who may do what on agreements."""

from typing import TYPE_CHECKING

from django.db.models import Q

from accompagnements.droits import peut_conduire
from comptes.acteurs import ActeurLien, est_connecte, est_du_comite, est_pilote
from socle.acteurs import Acteur

if TYPE_CHECKING:
    from .models import Convention, Partie, Signataire, VersionModele

# Purpose of the personal link that opens the page where one person signs.
BUT = "signature"
# Purpose of the personal link that opens what one side says of itself.
BUT_INFORMATIONS = "informations"


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


def est_de_l_equipe(acteur: Acteur) -> bool:
    """Member of the pilot team, or the platform."""
    return est_pilote(acteur)


def mon_cote(acteur: Acteur) -> Q:
    """Return which sides of agreements are this person's own: the mentor's, or that of the request they carry or are accompanied in."""
    moi = acteur.personne.pk if est_connecte(acteur) else None
    candidature = "convention__accompagnement__candidature"
    demandeur = Q(**{f"{candidature}__porteur": moi}) | Q(convention__accompagnement__beneficiaire__personne=moi)
    return Q(cote="mentor", convention__accompagnement__mentor__personne=moi) | Q(demandeur, cote="beneficiaire")


def peut_verifier(partie: "Partie", acteur: Acteur) -> bool:
    """This side, signed in or by the link of its mail, or the pilot team for it."""
    if peut_conduire(partie.convention.accompagnement, acteur):
        return True
    if isinstance(acteur, ActeurLien):
        return acteur.ouvre(BUT_INFORMATIONS, partie.pk)
    return est_connecte(acteur) and type(partie).objects.filter(mon_cote(acteur), pk=partie.pk).exists()
