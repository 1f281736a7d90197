"""Produced documents: a frozen context, drawn outside any transaction, stored with the hash of its bytes."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import PurePath
from typing import Any
from unicodedata import normalize

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.http import content_disposition_header

from socle import horloge
from socle.models import DocumentProduit, Dossier
from socle.refus import Refus

from .gabarits import chemin_du_gabarit, version_du_gabarit
from .pieces import PieceJointe
from .sous_processus import rendre_a_part

Contexte = dict[str, Any]


class ContexteChange(Refus):
    """The data moved while the document was being drawn: nothing is stored, the action starts again."""

    def __init__(self) -> None:
        super().__init__("Les données ont changé pendant la préparation du document. Vérifiez-les, puis recommencez.")


@dataclass(frozen=True)
class Rendu:
    """A document that is drawn but not yet stored; `contexte` is frozen (plain JSON, sorted keys)."""

    genre: str
    nom: str
    gabarit: str
    version_gabarit: str
    contexte: Contexte
    octets: bytes
    produit_le: datetime

    @property
    def empreinte(self) -> str:
        """Return the SHA-256 of the bytes, in hexadecimal."""
        return sha256(self.octets).hexdigest()


def preparer(
    genre: str,
    gabarit: str,
    contexte: Contexte,
    *,
    nom: str,
    le: datetime | None = None,
    a_part: bool = False,
    joindre_donnees: bool = True,
    pieces: Sequence[PieceJointe] = (),
) -> Rendu:
    """Draw templates/documents/<gabarit>.html with `contexte`; write nothing. Call outside any transaction.

    `contexte` is JSON, or dates and Decimals that become strings; `nom` is the name of the downloaded file ("….pdf"); `le` is the date
    written in the file (now by default). `a_part` draws in a subprocess with limits: for reports and anything of unknown length.
    `joindre_donnees` carries the context inside the PDF as JSON, `pieces` other files. The same arguments give the same bytes.
    """
    _hors_transaction()
    fige = figer(contexte)
    produit_le = (le or horloge.maintenant()).replace(microsecond=0)
    dessiner = rendre_a_part if a_part else _rendre_ici
    donnees = _nom_des_donnees(nom) if joindre_donnees else ""
    jointes = [PieceJointe(donnees, _json(fige).encode(), "Données du document")] if donnees else []
    jointes += pieces
    octets = dessiner(page_html(gabarit, fige, produit_le=produit_le, donnees=donnees), date=produit_le, pieces_jointes=jointes)
    return Rendu(genre, nom, gabarit, version_du_gabarit(gabarit), fige, octets, produit_le)


def enregistrer(rendu: Rendu, *, dossier: Dossier | None = None, contexte: Contexte | None = None) -> DocumentProduit:
    """Store a drawn document; call it inside the transaction that uses it, after the lock.

    `contexte`, built again under the lock, must be the one that was drawn: raises ContexteChange otherwise.
    """
    if contexte is not None and empreinte_contexte(contexte) != empreinte_contexte(rendu.contexte):
        raise ContexteChange
    return DocumentProduit.objects.create(
        dossier=dossier,
        genre=rendu.genre,
        nom=rendu.nom,
        gabarit=rendu.gabarit,
        version_gabarit=rendu.version_gabarit,
        contexte=rendu.contexte,
        octets=rendu.octets,
        empreinte=rendu.empreinte,
        produit_le=rendu.produit_le,
    )


def produire(
    genre: str,
    gabarit: str,
    contexte: Contexte,
    *,
    dossier: Dossier | None = None,
    nom: str,
    a_part: bool = False,
    joindre_donnees: bool = True,
) -> DocumentProduit:
    """Draw and store in one go, for documents whose data no one changes meanwhile (jobs, reports). Arguments as in `preparer`."""
    rendu = preparer(genre, gabarit, contexte, nom=nom, a_part=a_part, joindre_donnees=joindre_donnees)
    return enregistrer(rendu, dossier=dossier)


def figer(contexte: Contexte) -> Contexte:
    """Return `contexte` as plain JSON with sorted keys; raises TypeError or ValueError for what JSON cannot hold."""
    return json.loads(_json(contexte))


def empreinte_contexte(contexte: Contexte) -> str:
    """Return the SHA-256 of a context, the same whatever the order of its keys."""
    return sha256(_json(contexte).encode()).hexdigest()


def entete(*, genre: str, titre: str, jour: date, numero: str = "", chapo: str = "") -> dict[str, str]:
    """Return what templates/documents/base.html reads under the key "entete": kind of document in words, title, its day, number, lead."""
    return {"genre": genre, "titre": titre, "date": jour.isoformat(), "numero": numero, "chapo": chapo}


def page_html(gabarit: str, contexte: Contexte, *, produit_le: datetime, donnees: str) -> str:
    """Return the HTML of a document, in French, from its frozen context; `donnees` is the name of the attached data, or ""."""
    document = {"produit_le": produit_le, "version": version_du_gabarit(gabarit), "donnees": donnees}
    with translation.override("fr"):
        return render_to_string(chemin_du_gabarit(gabarit), {**contexte, "document": document})


def servir_document(document: DocumentProduit) -> HttpResponse:
    """Answer with a produced document, as a download. The caller has checked that the reader may see it."""
    reponse = _telechargement(bytes(document.octets), document.nom, "application/pdf")
    reponse["ETag"] = f'"{document.empreinte}"'
    return reponse


def servir_donnees(document: DocumentProduit) -> HttpResponse:
    """Answer with the data of a produced document, the very bytes that are attached to it. The caller has checked the reader."""
    return _telechargement(_json(document.contexte).encode(), _nom_des_donnees(document.nom), "application/json")


def _telechargement(octets: bytes, nom: str, type_mime: str) -> HttpResponse:
    reponse = HttpResponse(octets, content_type=type_mime)
    reponse["Content-Disposition"] = content_disposition_header(True, nom)
    reponse["Cache-Control"] = "private, no-store"
    reponse["X-Content-Type-Options"] = "nosniff"
    return reponse


def _rendre_ici(html: str, *, date: datetime, pieces_jointes: Sequence[PieceJointe]) -> bytes:
    # WeasyPrint takes a second to load and needs Pango: processes that draw nothing do without.
    from .rendu import rendre

    return rendre(html, date=date, pieces_jointes=pieces_jointes)


def _nom_des_donnees(nom: str) -> str:
    """Return the name of the attached data, without accents: "Évaluation.pdf" gives "Evaluation.json"."""
    return normalize("NFKD", PurePath(nom).with_suffix(".json").name).encode("ascii", "ignore").decode()


def _json(contexte: Contexte) -> str:
    return json.dumps(contexte, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False, allow_nan=False, indent=1)


def _hors_transaction() -> None:
    """Refuse to draw while locks are held. The transaction that a test case wraps around a test does not count (as for `durable`)."""
    blocs: list[Any] = connection.atomic_blocks
    if any(not bloc._from_testcase for bloc in blocs):
        raise RuntimeError("Documents are drawn outside transactions: number, draw, lock, compare the context, store.")
