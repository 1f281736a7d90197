"""Who may do what on a request."""

from typing import TYPE_CHECKING

from comptes.acteurs import ActeurLien, est_connecte, est_du_comite, est_pilote
from comptes.models import Instance
from socle.acteurs import Acteur

if TYPE_CHECKING:
    from .models import Appel, Avis, Candidature

# Purpose of the personal link that opens one request of opinion.
BUT_AVIS = "avis"


def peut_deposer(candidature: "Candidature", acteur: Acteur) -> bool:
    """Only the person who carries the request sends it."""
    return est_connecte(acteur) and acteur.personne.pk == candidature.porteur_id


def peut_retirer(candidature: "Candidature", acteur: Acteur) -> bool:
    """The person who carries the request may withdraw it."""
    return peut_deposer(candidature, acteur)


def peut_approuver(candidature: "Candidature", acteur: Acteur) -> bool:
    """The person who carries the request agrees with its diagnosis."""
    return peut_deposer(candidature, acteur)


def peut_ecrire(candidature: "Candidature", acteur: Acteur) -> bool:
    """Those who follow the file write in its thread: the carrier, confirmed members of the structure, the pilot team."""
    if peut_deposer(candidature, acteur) or peut_instruire(candidature, acteur):
        return True
    membre = {"structure_id": candidature.structure_id, "confirmee_le__isnull": False}
    return est_connecte(acteur) and bool(candidature.structure_id) and acteur.personne.appartenances.filter(**membre).exists()


def peut_instruire(candidature: "Candidature", acteur: Acteur) -> bool:
    """The pilot team, but for those who withdrew from the file."""
    return est_pilote(acteur) and not _cache(candidature, acteur)


def peut_preparer(appel: "Appel | None", acteur: Acteur) -> bool:
    """The pilot team prepares and publishes calls."""
    return est_pilote(acteur)


def peut_valider(appel: "Appel", acteur: Acteur) -> bool:
    """The comité technique validates the criteria, questionnaire and calendar of a call."""
    return acteur.est_systeme or est_du_comite(acteur)


def donne_des_avis(acteur: Acteur) -> bool:
    """Member of the comité technique today, signed in or come by the link of a request of opinion."""
    if isinstance(acteur, ActeurLien) and acteur.lien.but != BUT_AVIS:
        return False
    return acteur.personne is not None and Instance.COMITE_TECHNIQUE in acteur.personne.instances()


def peut_rendre(avis: "Avis", acteur: Acteur) -> bool:
    """The member who was asked, signed in or come by the link of this very request, unless they withdrew from the file."""
    if isinstance(acteur, ActeurLien) and not acteur.ouvre(BUT_AVIS, avis.pk):
        return False
    est_le_sien = acteur.personne is not None and acteur.personne.pk == avis.personne_id
    return est_le_sien and donne_des_avis(acteur) and not avis.dossier.est_cache_a(avis.personne_id)


def par_la_plateforme(candidature: "Candidature", acteur: Acteur) -> bool:
    """Consequence of something else, never a button."""
    return acteur.est_systeme


def _cache(candidature: "Candidature", acteur: Acteur) -> bool:
    personne = acteur.personne
    return personne is not None and candidature.dossier.est_cache_a(personne.pk)
