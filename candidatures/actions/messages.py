"""The thread between the applicant and the pilot."""

import uuid

from django.db import transaction

from candidatures import droits, notifications
from candidatures.models import Candidature
from comptes.acteurs import est_pilote
from socle import fils
from socle.acteurs import Acteur
from socle.models import Message
from socle.refus import RefusDroit
from socle.workflow import verrouiller


def ecrire_message(candidature: Candidature, *, texte: str, cle: uuid.UUID, acteur: Acteur) -> Message:
    """Write in the thread, once per `cle`; when the pilot writes, the applicant gets a mail."""
    if not droits.peut_ecrire(candidature, acteur):
        raise RefusDroit("Vous ne suivez pas cette candidature : vous ne pouvez pas y écrire.")
    with transaction.atomic():
        frais = verrouiller(candidature)
        message, nouveau = fils.ecrire(frais.dossier, acteur=acteur, texte=texte, cle=cle)
        if nouveau and est_pilote(acteur):
            notifications.prevenir_message(frais)
    return message
