"""Answers are kept as typed; the caller holds the lock of the dossier, and has checked who writes."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from questionnaires.fusion import fusionner
from questionnaires.models import Piece, Reponses, Version
from socle import fichiers, horloge
from socle.acteurs import Acteur
from socle.models import Dossier

Conflits = dict[str, Any]


def ouvrir(version: Version, *, dossier: Dossier | None, saisie: Mapping[str, Any]) -> Reponses:
    """Return a new set of answers, which begins with what is known."""
    return Reponses.objects.create(version=version, dossier=dossier, saisie=dict(saisie), modifiee_le=horloge.maintenant())


def enregistrer(reponses: Reponses, recues: Mapping[str, Any], *, revision: int, onglet: str) -> Conflits:
    """Merge what a page sends into locked answers; return, by field, what another tab wrote meanwhile and that stands."""
    prochaine = reponses.revision + 1
    fusion = fusionner(reponses.saisie, reponses.traces, recues, revision=revision, onglet=onglet, prochaine=prochaine)
    if fusion.a_change:
        reponses.saisie, reponses.traces, reponses.revision = fusion.saisie, fusion.traces, prochaine
    # Saved again when nothing changed: « Enregistré à 14 h 32 » is the truth of what the person has just asked.
    reponses.modifiee_le = horloge.maintenant()
    reponses.save(update_fields=["saisie", "traces", "revision", "modifiee_le"])
    return fusion.conflits


def remplacer(reponses: Reponses, recues: Mapping[str, Any]) -> None:
    """Write answers that were asked again over locked ones."""
    enregistrer(reponses, recues, revision=reponses.revision, onglet="")


def joindre(reponses: Reponses, champ: str, televerse: UploadedFile, *, acteur: Acteur) -> Piece:
    """Keep a file as the answer of a field, in the place of the former one. Raises Refus when it cannot be accepted."""
    with transaction.atomic():
        fichier = fichiers.recevoir(televerse, dossier=reponses.dossier, acteur=acteur)
        _oter(reponses, champ)
        _marquer(reponses)
        return Piece.objects.create(reponses=reponses, champ=champ, fichier=fichier)


def retirer(reponses: Reponses, champ: str) -> None:
    """Take the file off a field, and forget it."""
    if _oter(reponses, champ):
        _marquer(reponses)


def _marquer(reponses: Reponses) -> None:
    """A file is an answer: with another one, the answers are not those that were judged or printed."""
    reponses.revision, reponses.modifiee_le = reponses.revision + 1, horloge.maintenant()
    reponses.save(update_fields=["revision", "modifiee_le"])


def _oter(reponses: Reponses, champ: str) -> bool:
    piece = reponses.pieces.select_related("fichier").filter(champ=champ).first()
    if piece is None:
        return False
    fichier = piece.fichier
    piece.delete()
    transaction.on_commit(partial(fichier.contenu.storage.delete, str(fichier.contenu.name)))
    fichier.delete()
    return True
