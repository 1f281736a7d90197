"""Who may do what on proposals, pairs and sessions."""

from typing import TYPE_CHECKING

from candidatures.droits import peut_retirer
from comptes.acteurs import ActeurLien, est_connecte, est_pilote
from socle.acteurs import Acteur

if TYPE_CHECKING:
    from candidatures.models import Candidature

    from .models import Accompagnement, Entree, Proposition, Seance


# Purpose of the personal link that opens one proposal.
BUT = "proposition"


def est_le_mentor(proposition: "Proposition", acteur: Acteur) -> bool:
    """The personne-ressource who was asked, signed in or come by the link of this proposal."""
    if isinstance(acteur, ActeurLien):
        return acteur.ouvre(BUT, proposition.pk) and acteur.personne.pk == proposition.profil.personne_id
    return est_connecte(acteur) and acteur.personne.pk == proposition.profil.personne_id


def est_le_beneficiaire(proposition: "Proposition", acteur: Acteur) -> bool:
    """The person who carries the request, or the personne accompagnée."""
    return est_connecte(acteur) and acteur.personne.pk in _beneficiaires(proposition.candidature)


def peut_conduire(objet: "Proposition | Accompagnement | Seance", acteur: Acteur) -> bool:
    """The pilot team, but for those who withdrew from the file."""
    if not est_pilote(acteur):
        return False
    return acteur.personne is None or not objet.dossier.est_cache_a(acteur.personne.pk)


def peut_terminer(accompagnement: "Accompagnement", acteur: Acteur) -> bool:
    """Either side of the pair, the pilot, or the platform when all half-days are held."""
    return peut_conduire(accompagnement, acteur) or est_de_la_paire(accompagnement, acteur)


def peut_abandonner(accompagnement: "Accompagnement", acteur: Acteur) -> bool:
    """The pilot, the platform when the agreement ran out, and who carries the request: withdrawing it gives its pair up."""
    return peut_conduire(accompagnement, acteur) or peut_retirer(accompagnement.candidature, acteur)


def peut_rompre(accompagnement: "Accompagnement", acteur: Acteur) -> bool:
    """Either side of the pair, or the pilot."""
    return est_de_la_paire(accompagnement, acteur) or peut_conduire(accompagnement, acteur)


def par_la_plateforme(objet: object, acteur: Acteur) -> bool:
    """Consequence of something else, never a button."""
    return acteur.est_systeme


def est_de_la_paire(accompagnement: "Accompagnement", acteur: Acteur) -> bool:
    """The mentor, the person who carries the request, or the personne accompagnée."""
    if not est_connecte(acteur):
        return False
    return acteur.personne.pk == accompagnement.mentor.personne_id or acteur.personne.pk in _beneficiaires(accompagnement.candidature)


def peut_declarer(seance: "Seance", acteur: Acteur) -> bool:
    """Either side of the pair plans, declares and cancels; the pilot may too."""
    return est_de_la_paire(seance.accompagnement, acteur) or peut_conduire(seance, acteur)


def sont_les_deux(accompagnement: "Accompagnement", acteur: Acteur) -> bool:
    """The personne-ressource and the personne accompagnée: those who keep the journal."""
    return est_connecte(acteur) and acteur.personne.pk in (accompagnement.mentor.personne_id, accompagnement.beneficiaire.personne_id)


def est_l_auteur(entree: "Entree", acteur: Acteur) -> bool:
    """Whoever wrote this entry, signed in."""
    return est_connecte(acteur) and acteur.personne.pk == entree.auteur_id


def peut_verser(accompagnement: "Accompagnement", entree: "Entree | None", acteur: Acteur) -> bool:
    """A témoin of an entry comes from its author; without an entry, from the two or the pilot."""
    if entree is not None:
        return acteur.est_systeme or est_l_auteur(entree, acteur)
    return sont_les_deux(accompagnement, acteur) or peut_conduire(accompagnement, acteur)


def peut_noter_l_absence(seance: "Seance", acteur: Acteur) -> bool:
    """The personne-ressource, who came for nothing; the pilot for them."""
    return est_du_cote_du_mentor(seance.accompagnement, acteur) or peut_conduire(seance, acteur)


def peut_contester(seance: "Seance", acteur: Acteur) -> bool:
    """The side that did not declare the session; either side when the pilot did."""
    accompagnement = seance.accompagnement
    if not est_de_la_paire(accompagnement, acteur):
        return False
    mentor = accompagnement.mentor.personne_id
    beneficiaires = _beneficiaires(accompagnement.candidature)
    if seance.declaree_par_id == mentor:
        return acteur.personne.pk in beneficiaires
    return seance.declaree_par_id not in beneficiaires or acteur.personne.pk == mentor


def est_du_cote_du_mentor(accompagnement: "Accompagnement", acteur: Acteur) -> bool:
    """The personne-ressource of the pair."""
    return est_connecte(acteur) and acteur.personne.pk == accompagnement.mentor.personne_id


def _beneficiaires(candidature: "Candidature") -> set[int]:
    return {candidature.porteur_id, candidature.referente.personne_id}
