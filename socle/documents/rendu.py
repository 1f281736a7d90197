"""HTML → PDF: one file that is at once PDF/A-3a and PDF/UA-1, the same bytes for the same input."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Sequence
from datetime import UTC, datetime

import weasyprint
from weasyprint.logger import LOGGER
from weasyprint.text.fonts import FontConfiguration

from .finition import finir, revendiquer_pdf_ua
from .gabarits import feuille_de_style
from .pieces import PieceJointe
from .ressources import NosRessources, RessourceInterdite, RessourceRefusee

VARIANTE = "pdf/a-3a"
# fontTools, which WeasyPrint calls to fix the weight of our variable font, dates each font it writes: now, unless this says otherwise.
os.environ["SOURCE_DATE_EPOCH"] = "0"
_par_fil = threading.local()


class DocumentFautif(Exception):
    """WeasyPrint reported an error that it would pass over: a picture without its alternative, a link that leads nowhere."""


class _Fautes(logging.Handler):
    """Keeps the errors of the drawing under way in this thread."""

    def emit(self, record: logging.LogRecord) -> None:
        getattr(_par_fil, "fautes", []).append(record.getMessage())


LOGGER.addHandler(_Fautes(logging.ERROR))


def rendre(html: str, *, date: datetime, pieces_jointes: Sequence[PieceJointe] = ()) -> bytes:
    """Draw `html` (a whole document on templates/documents/base.html) and return the PDF.

    `date` (aware) is written as creation and modification date, so that the bytes depend on the arguments alone. Call outside any
    transaction. Raises RessourceRefusee when the document asks for anything but our own static files, DocumentFautif when it is not sound.
    """
    fautes: list[str] = []
    _par_fil.fautes = fautes
    document = _mettre_en_pages(html)
    instant = date.astimezone(UTC).replace(microsecond=0)
    document.metadata.created = document.metadata.modified = instant.strftime("%Y-%m-%dT%H:%M:%SZ")
    revendiquer_pdf_ua(document.metadata)
    brut = document.write_pdf(pdf_variant=VARIANTE, attachments=_attaches(pieces_jointes, instant))
    if fautes:
        raise DocumentFautif("; ".join(fautes))
    return finir(brut)


def _mettre_en_pages(html: str) -> weasyprint.Document:
    polices, style = _outils_du_fil()
    source = weasyprint.HTML(string=html, url_fetcher=NosRessources())
    try:
        return source.render(font_config=polices, stylesheets=[style], pdf_variant=VARIANTE)
    except RessourceInterdite as arret:
        raise RessourceRefusee(str(arret)) from arret


def _outils_du_fil() -> tuple[FontConfiguration, weasyprint.CSS]:
    """Return the fonts and the style sheet of this thread: shared between threads they corrupt the heap, made anew they leak."""
    if not hasattr(_par_fil, "outils"):
        polices = FontConfiguration()
        style = weasyprint.CSS(string=feuille_de_style(), font_config=polices, url_fetcher=NosRessources())
        _par_fil.outils = polices, style
    return _par_fil.outils


def _attaches(pieces: Sequence[PieceJointe], instant: datetime) -> list[weasyprint.Attachment]:
    # A PDF name tree must be sorted; WeasyPrint keeps the order it is given.
    return [
        weasyprint.Attachment(
            string=piece.octets, name=piece.nom, description=piece.description, relationship=piece.lien, created=instant, modified=instant
        )
        for piece in sorted(pieces, key=lambda piece: piece.nom)
    ]
