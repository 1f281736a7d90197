"""The thread of a file: writing a message, once."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from . import fichiers, horloge
from .acteurs import Acteur
from .models import Dossier, Message
from .refus import DejaParti, Refus, RefusDroit
from .workflow import journaliser

PIECES_AU_PLUS = 3


def ecrire(dossier: Dossier, *, acteur: Acteur, texte: str, cle: uuid.UUID, pieces: Sequence[UploadedFile] = ()) -> tuple[Message, bool]:
    """Add a message to the thread with its files; the same `cle` (drawn with the form) twice is one message. Returns (message, is_new).

    Call inside a transaction. Raises DejaParti when the key has served for another message, Refus when a file cannot be accepted.
    """
    personne: Any = acteur.personne
    if personne is None:
        raise RefusDroit("Il faut être une personne connue pour écrire dans ce fil.")
    message, nouveau = Message.objects.get_or_create(
        cle=cle, defaults={"dossier": dossier, "auteur": personne, "texte": texte, "le": horloge.maintenant()}
    )
    if len(pieces) > PIECES_AU_PLUS:
        raise Refus(f"{PIECES_AU_PLUS} fichiers au plus par message : envoyez les autres dans un second.")
    if not nouveau and _contenu(message) != (dossier.pk, personne.pk, texte, sorted((piece.name, piece.size) for piece in pieces)):
        raise DejaParti("Un autre message est déjà parti depuis cette page. Celui-ci ne l’est pas encore : relisez-le, puis envoyez-le.")
    if nouveau:
        message.pieces.set([fichiers.recevoir(piece, dossier=dossier, acteur=acteur) for piece in pieces])
        journaliser(message, "ecrire_message", acteur)
    return message, nouveau


def _contenu(message: Message) -> tuple[Any, ...]:
    return message.dossier_id, message.auteur_id, message.texte, sorted(message.pieces.values_list("nom", "taille"))
