"""The thread between the applicant and the pilot."""

import uuid

from django.db import transaction

from candidatures import notifications
from candidatures.models import Candidature
from comptes.acteurs import est_pilote
from socle import fils
from socle.acteurs import Acteur
from socle.models import Message


def ecrire_message(candidature: Candidature, *, texte: str, cle: uuid.UUID, acteur: Acteur) -> Message:
    """Write in the thread; when the pilot writes, the applicant gets a mail."""
    with transaction.atomic():
        message, nouveau = fils.ecrire(candidature.dossier, acteur=acteur, texte=texte, cle=cle)
        if nouveau and est_pilote(acteur):
            notifications.prevenir_message(candidature)
    return message
