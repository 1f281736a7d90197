"""The thread of a file: writing a message, once."""

import uuid
from typing import Any

from . import horloge
from .acteurs import Acteur
from .models import Dossier, Message
from .refus import DejaParti, RefusDroit
from .workflow import journaliser


def ecrire(dossier: Dossier, *, acteur: Acteur, texte: str, cle: uuid.UUID) -> tuple[Message, bool]:
    """Add a message to the thread; the same `cle` (drawn with the form) twice is one message. Returns (message, is_new).

    Raises DejaParti when the key has served for another message.
    """
    personne: Any = acteur.personne
    if personne is None:
        raise RefusDroit("Il faut être une personne connue pour écrire dans ce fil.")
    message, nouveau = Message.objects.get_or_create(
        cle=cle, defaults={"dossier": dossier, "auteur": personne, "texte": texte, "le": horloge.maintenant()}
    )
    if not nouveau and (message.dossier_id, message.auteur_id, message.texte) != (dossier.pk, personne.pk, texte):
        raise DejaParti("Un autre message est déjà parti depuis cette page. Celui-ci ne l’est pas encore : relisez-le, puis envoyez-le.")
    if nouveau:
        journaliser(message, "ecrire_message", acteur)
    return message, nouveau
