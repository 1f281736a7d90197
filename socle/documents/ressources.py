"""What a document may load while it is drawn: our own static files, the print font, a QR code of its own; nothing else."""

from functools import cache
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

import fontpkg_source_sans_3
import qrcode
import uharfbuzz
from django.contrib.staticfiles.finders import FileSystemFinder
from django.core.exceptions import SuspiciousFileOperation
from qrcode.image.pil import PilImage
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

FICHIERS = {"droit": "SourceSans3[wght].ttf", "italique": "SourceSans3-Italic[wght].ttf"}
# Light, regular, semi-bold: those of documents.css.
GRAISSES = (300, 400, 600)
COUPES = {f"{style}-{graisse}": (fichier, graisse) for style, fichier in FICHIERS.items() for graisse in GRAISSES}


class RessourceRefusee(Exception):
    """The document asks for something that is not ours (or does not exist): it is not drawn at all."""


class RessourceInterdite(FatalURLFetchingError):
    """The same inside WeasyPrint, which swallows every other exception of a fetcher; a BaseException, so it never leaves this package."""


class NosRessources(URLFetcher):
    """Answers `statique:<path under static/>`, `police:<droit|italique>-<weight>` and `qr:<text>`, the code that reads as this text.

    WeasyPrint's own fetcher reads file:// and http://.
    """

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Return the resource; raises RessourceInterdite, which stops the rendering."""
        genre, _, nom = url.partition(":")
        if genre == "police" and nom in COUPES:
            return URLFetcherResponse(url, _couper(*COUPES[nom]))
        if genre == "qr":
            return URLFetcherResponse(url, _qr(unquote(nom)), {"Content-Type": "image/png"})
        chemin = _statique(unquote(nom)) if genre == "statique" else None
        if chemin is None:
            raise RessourceInterdite(f"A document may not load {url!r}.")
        type_mime = "image/svg+xml" if chemin.suffix == ".svg" else None
        return URLFetcherResponse(url, chemin.read_bytes(), {"Content-Type": type_mime} if type_mime else None)


@cache
def _couper(fichier: str, graisse: int) -> bytes:
    """Return the static font of one weight: given a variable one, WeasyPrint cuts it again for each document, which is half of its work."""
    police = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(fontpkg_source_sans_3.ROOT / "files" / fichier))
    coupe = uharfbuzz.SubsetInput()
    coupe.keep_everything()
    coupe.pin_axis_location(police, "wght", graisse)
    return uharfbuzz.subset(police, coupe).blob.data


def _qr(texte: str) -> bytes:
    """Return the picture of a QR code, quiet zone included: pixels, which a document holds once and draws on each page for nothing."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=2, box_size=4, image_factory=PilImage)
    code.add_data(texte)
    image = BytesIO()
    code.make_image().save(image, "PNG")
    return image.getvalue()


def _statique(nom: str) -> Path | None:
    """Return the path of one of our static files, or None."""
    try:
        trouve = FileSystemFinder().find(nom)
    except SuspiciousFileOperation:
        return None
    return Path(trouve) if isinstance(trouve, str) and Path(trouve).is_file() else None
