"""What the pilot does on a request that has just arrived."""

from django.db import transaction

from candidatures import notifications
from candidatures.models import Candidature, ModeAvis
from socle.acteurs import Acteur
from socle.workflow import franchir

from .avis import demander_avis_au_comite


def declarer_recevable(candidature: Candidature, *, acteur: Acteur) -> Candidature:
    """The request fulfils the conditions; the applicant hears of it, and the comité technique is asked where the call says so."""
    with transaction.atomic():
        frais = franchir(candidature, "declarer_recevable", acteur=acteur)
        notifications.annoncer_recevabilite(frais)
        if frais.appel.avis == ModeAvis.TOUJOURS:
            demander_avis_au_comite(frais, acteur=acteur)
    return frais
