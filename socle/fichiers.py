"""Files people send: what is accepted, how they are stored, how they are given back."""

import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from fnmatch import fnmatchcase
from hashlib import sha256
from pathlib import PurePath
from struct import error as OctetsManquants
from typing import NamedTuple

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse
from django.template.defaultfilters import filesizeformat

from . import horloge
from .acteurs import Acteur
from .models import Dossier, Fichier
from .refus import Refus

# What a damaged or encrypted archive raises, according to where the damage is.
ARCHIVE_ILLISIBLE = (zipfile.BadZipFile, zlib.error, OctetsManquants, OSError, EOFError, KeyError, ValueError, RuntimeError)
BOM = b"\xef\xbb\xbf"
ENREGISTREZ_EN_PDF = "Enregistrez-le en PDF, puis renvoyez-le."


class Type(NamedTuple):
    """A kind of file that is accepted: its MIME type, its name in a sentence, and how its content is recognised."""

    mime: str
    mots: str
    reconnait: Callable[[UploadedFile], bool]


def _commence_par(signature: bytes) -> Callable[[UploadedFile], bool]:
    return lambda contenu: contenu.read(len(signature)) == signature


def _est_pdf(contenu: UploadedFile) -> bool:
    """Scanners and portals put a byte order mark or blank lines before the signature; readers open these files."""
    return contenu.read(1024).removeprefix(BOM).lstrip().startswith(b"%PDF-")


def _opendocument(format_: str) -> Type:
    mime = f"application/vnd.oasis.opendocument.{format_}"
    return Type(mime, "OpenDocument", _est_archive(lambda archive: archive.open("mimetype").read(len(mime) + 1) == mime.encode()))


def _office(format_: str, mots: str, principal: str) -> Type:
    """Word and Excel online sometimes number the main part (word/document2.xml): `principal` is a pattern."""
    mime = f"application/vnd.openxmlformats-officedocument.{format_}"
    return Type(mime, mots, _est_archive(lambda archive: _tient(archive, principal) and not _tient(archive, "*vbaproject.bin")))


def _est_archive(tient: Callable[[zipfile.ZipFile], bool]) -> Callable[[UploadedFile], bool]:
    """The four office formats are ZIP files: what tells them apart, and from any other ZIP, is inside."""

    def reconnait(contenu: UploadedFile) -> bool:
        with suppress(*ARCHIVE_ILLISIBLE), zipfile.ZipFile(contenu) as archive:
            return tient(archive)
        return False

    return reconnait


def _tient(archive: zipfile.ZipFile, motif: str) -> bool:
    return any(fnmatchcase(nom.lower(), motif) for nom in archive.namelist())


_JPEG = Type("image/jpeg", "image JPEG", _commence_par(b"\xff\xd8\xff"))
TYPES = {
    "pdf": Type("application/pdf", "PDF", _est_pdf),
    "png": Type("image/png", "image PNG", _commence_par(b"\x89PNG\r\n\x1a\n")),
    "jpg": _JPEG,
    "jpeg": _JPEG,
    "odt": _opendocument("text"),
    "ods": _opendocument("spreadsheet"),
    "docx": _office("wordprocessingml.document", "Word (.docx)", "word/document*.xml"),
    "xlsx": _office("spreadsheetml.sheet", "Excel (.xlsx)", "xl/workbook*.xml"),
}


def types_en_mots(extensions: tuple[str, ...] = tuple(TYPES)) -> str:
    """Return "PDF, image PNG ou image JPEG"."""
    *premiers, dernier = dict.fromkeys(TYPES[extension].mots for extension in extensions)
    return f"{', '.join(premiers)} ou {dernier}" if premiers else dernier


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
        raise Refus(f"Le fichier « {nom} » n’est pas d’un type accepté ({types_en_mots(seulement)}). {ENREGISTREZ_EN_PDF}")
    televerse.seek(0)
    reconnu = TYPES[extension].reconnait(televerse)
    televerse.seek(0)
    if not reconnu:
        raise Refus(f"Le fichier « {nom} » ne contient pas ce que son nom annonce (.{extension}). {ENREGISTREZ_EN_PDF}")
    return TYPES[extension].mime


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
