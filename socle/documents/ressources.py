"""What a document may load while it is drawn: our own static files and the print font, nothing else."""

from pathlib import Path
from urllib.parse import unquote

import fontpkg_source_sans_3
from django.contrib.staticfiles.finders import FileSystemFinder
from django.core.exceptions import SuspiciousFileOperation
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

POLICES = {
    "droit": fontpkg_source_sans_3.ROOT / "files" / "SourceSans3[wght].ttf",
    "italique": fontpkg_source_sans_3.ROOT / "files" / "SourceSans3-Italic[wght].ttf",
}


class RessourceRefusee(Exception):
    """The document asks for something that is not ours (or does not exist): it is not drawn at all."""


class RessourceInterdite(FatalURLFetchingError):
    """The same inside WeasyPrint, which swallows every other exception of a fetcher; a BaseException, so it never leaves this package."""


class NosRessources(URLFetcher):
    """Answers `statique:<path under static/>` and `police:<droit|italique>`; WeasyPrint's own fetcher reads file:// and http://."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Return the resource; raises RessourceInterdite, which stops the rendering."""
        genre, _, nom = url.partition(":")
        chemin = POLICES.get(nom) if genre == "police" else _statique(unquote(nom)) if genre == "statique" else None
        if chemin is None:
            raise RessourceInterdite(f"A document may not load {url!r}.")
        type_mime = "image/svg+xml" if chemin.suffix == ".svg" else None
        return URLFetcherResponse(url, chemin.read_bytes(), {"Content-Type": type_mime} if type_mime else None)


def _statique(nom: str) -> Path | None:
    """Return the path of one of our static files, or None."""
    try:
        trouve = FileSystemFinder().find(nom)
    except SuspiciousFileOperation:
        return None
    return Path(trouve) if isinstance(trouve, str) and Path(trouve).is_file() else None
