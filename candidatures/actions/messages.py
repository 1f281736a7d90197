"""The thread between the applicant and the pilot."""

import uuid
from collections.abc import Sequence

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from candidatures import droits, notifications
from candidatures.models import Candidature
from comptes.acteurs import est_pilote
from socle import fils, horloge
from socle.acteurs import Acteur
from socle.models import Message
from socle.refus import RefusDroit
from socle.workflow import journaliser, verrouiller


def ecrire_message(candidature: Candidature, *, texte: str, cle: uuid.UUID, pieces: Sequence[UploadedFile] = (), acteur: Acteur) -> Message:
    """Write in the thread with up to three files, once per `cle`.

    When the pilot writes, the applicant gets a mail and no message waits for an answer any more.
    """
    if not droits.peut_ecrire(candidature, acteur):
        raise RefusDroit("Vous ne suivez pas cette candidature : vous ne pouvez pas y écrire.")
    with transaction.atomic():
        frais = verrouiller(candidature)
        message, nouveau = fils.ecrire(frais.dossier, acteur=acteur, texte=texte, cle=cle, pieces=pieces)
        if nouveau and est_pilote(acteur):
            _traiter(frais)
            notifications.prevenir_message(frais)
    return message


def classer_messages(candidature: Candidature, *, acteur: Acteur) -> Candidature:
    """The team has read what was written and has nothing to answer. Said twice, it is said once."""
    if not droits.peut_instruire(candidature, acteur):
        raise RefusDroit("Seule l’équipe pilote classe les messages reçus.")
    with transaction.atomic():
        frais = verrouiller(candidature)
        if _traiter(frais):
            journaliser(frais, "classer_messages", acteur)
    return frais


def _traiter(candidature: Candidature) -> int:
    return candidature.dossier.messages.filter(traite_le=None).update(traite_le=horloge.maintenant())
