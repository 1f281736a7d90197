"""Files people send: what is accepted, how they are stored, how they are given back."""

from hashlib import sha256
from pathlib import PurePath

import puremagic
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse
from django.template.defaultfilters import filesizeformat

from . import horloge
from .acteurs import Acteur
from .models import Dossier, Fichier
from .refus import Refus

# Extension → MIME type. The content must be of one of these kinds, and the extension must agree with it.
TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
TYPES_EN_MOTS = "PDF, image (PNG ou JPEG), OpenDocument ou Word/Excel"


def verifier(televerse: UploadedFile, *, seulement: tuple[str, ...] = tuple(TYPES)) -> str:
    """Return the MIME type of an uploaded file, recognised by its content; raises Refus when it cannot be accepted."""
    nom, taille = televerse.name or "sans nom", televerse.size or 0
    if taille == 0:
        raise Refus(f"Le fichier « {nom} » est vide. Choisissez-en un autre.")
    if taille > settings.TAILLE_MAX_FICHIER:
        limite = filesizeformat(settings.TAILLE_MAX_FICHIER)
        raise Refus(f"Le fichier « {nom} » pèse {filesizeformat(taille)}, la limite est de {limite}. Réduisez-le ou envoyez-en un autre.")
    extension = PurePath(nom).suffix.lower().lstrip(".")
    if extension not in seulement:
        raise Refus(f"Le fichier « {nom} » n’est pas d’un type accepté ({TYPES_EN_MOTS}).")
    attendu = TYPES[extension]
    if attendu not in _types_reconnus(televerse):
        raise Refus(
            f"Le fichier « {nom} » ne contient pas ce que son nom annonce (.{extension}). Ouvrez-le pour vérifier, puis renvoyez-le."
        )
    return attendu


def _types_reconnus(televerse: UploadedFile) -> set[str]:
    """Return the MIME types that the content may be, by its signature."""
    televerse.seek(0)
    debut = televerse.read(min(televerse.size or 0, settings.TAILLE_MAX_FICHIER))
    televerse.seek(0)
    try:
        return {resultat.mime_type for resultat in puremagic.magic_string(debut)}
    except puremagic.PureError:
        return set()


def recevoir(televerse: UploadedFile, *, dossier: Dossier | None, acteur: Acteur, seulement: tuple[str, ...] = tuple(TYPES)) -> Fichier:
    """Check and store an uploaded file; raises Refus with a French sentence."""
    type_mime = verifier(televerse, seulement=seulement)
    empreinte = sha256()
    for morceau in televerse.chunks():
        empreinte.update(morceau)
    televerse.seek(0)
    return Fichier.objects.create(
        dossier=dossier,
        nom=PurePath(televerse.name or "fichier").name[:255],
        type_mime=type_mime,
        taille=televerse.size or 0,
        empreinte=empreinte.hexdigest(),
        contenu=televerse,
        depose_par=acteur.personne,
        depose_le=horloge.maintenant(),
    )


def servir(fichier: Fichier) -> FileResponse:
    """Answer with a stored file, as a download. The caller has checked that the reader may see the object it belongs to."""
    reponse = FileResponse(fichier.contenu.open("rb"), as_attachment=True, filename=fichier.nom, content_type=fichier.type_mime)
    reponse["X-Content-Type-Options"] = "nosniff"
    reponse["Cache-Control"] = "private, no-store"
    return reponse
