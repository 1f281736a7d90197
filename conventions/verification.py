"""Is this file one of ours, to the last byte, and does the database still say what it says? For `manage.py verifier_convention`."""

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import pikepdf
from django.db.models import Q

from socle.models import DocumentProduit

from . import dossier_de_preuve, preuves
from .models import Convention, GenrePreuve, Preuve


@dataclass(frozen=True)
class Controle:
    """One thing that was checked, and the sentence that says what was found."""

    bon: bool
    phrase: str


def examiner(octets: bytes) -> list[Controle]:
    """Check a sealed agreement or evidence file: its seal, its hash, its number, the chain of evidence, the data it carries."""
    from socle.documents.sceau import verifier

    verdict = verifier(octets)
    controles = [Controle(False, raison) for raison in verdict.raisons] or [
        Controle(True, f"Le sceau est valide et couvre tout le fichier (certificat {verdict.certificat}).")
    ]
    document = DocumentProduit.objects.filter(empreinte=verdict.empreinte).first()
    if document is None:
        return [*controles, Controle(False, f"Cette empreinte n’est celle d’aucun document produit ici : {verdict.empreinte}.")]
    controles.append(Controle(True, f"L’empreinte est celle gardée dans la base : {verdict.empreinte}."))
    lies = Q(document=document) | Q(scelle=document) | Q(dossier_de_preuve=document)
    convention = Convention.objects.filter(lies).select_related("document", "scelle", "dossier_de_preuve").first()
    if convention is None:
        return [*controles, Controle(False, "Ce document n’est lié à aucune convention.")]
    return [*controles, *_du_fond(octets, document, convention)]


def _du_fond(octets: bytes, document: DocumentProduit, convention: Convention) -> Iterator[Controle]:
    """Check the number, the chain, and what the file carries."""
    donnees, emis = _pieces(octets)
    numero = donnees.get("numero", "aucun")
    yield Controle(numero == convention.numero, f"Numéro du fichier : {numero} ; dans la base : {convention.numero} ({document.nom}).")
    chaine = dossier_de_preuve.chaine(convention)
    yield _selon(
        preuves.est_intacte(chaine),
        f"La chaîne des {len(chaine)} événements, recalculée, est intacte.",
        "La chaîne des événements n’est plus celle écrite.",
    )
    yield _le_scellement(document, chaine)
    yield _selon(
        donnees == document.contexte, "Les données jointes sont celles de la base.", "Les données jointes diffèrent de celles de la base."
    )
    if "chaine" in donnees:
        avant = [dossier_de_preuve.evenement(preuve) for preuve in chaine[: len(donnees["chaine"])]]
        yield _selon(
            donnees["chaine"] == avant,
            "Les événements joints sont ceux de la base.",
            "Les événements joints diffèrent de ceux de la base.",
        )
    if emis is not None:
        yield _selon(
            convention.document is not None and sha256(emis).hexdigest() == convention.document.empreinte,
            "Le document signé, joint, est celui de la base.",
            "Le document joint n’est pas celui qui a été signé.",
        )


def _le_scellement(document: DocumentProduit, chaine: list[Preuve]) -> Controle:
    """The chain says that the agreement was sealed, and names this very file."""
    scellement = next((preuve for preuve in chaine if preuve.genre == GenrePreuve.SCELLEE), None)
    if scellement is None:
        return Controle(False, "Aucun événement ne dit que cette convention a été scellée.")
    nommes = {scellement.donnees.get(cle) for cle in ("document_final", "dossier_de_preuve")}
    return _selon(
        document.empreinte in nommes, "L’événement du scellement nomme ce fichier.", "Le scellement nomme un autre fichier que celui-ci."
    )


def _selon(bon: bool, oui: str, non: str) -> Controle:
    return Controle(bon, oui if bon else non)


def _pieces(octets: bytes) -> tuple[dict[str, Any], bytes | None]:
    """Return the data that a file carries, and the document as it was signed."""
    try:
        with pikepdf.open(io.BytesIO(octets)) as pdf:
            jointes = {nom: piece.get_file().read_bytes() for nom, piece in pdf.attachments.items()}
    except pikepdf.PdfError:
        return {}, None
    donnees = next((json.loads(contenu) for nom, contenu in sorted(jointes.items()) if nom.endswith(".json")), {})
    return donnees, next((contenu for nom, contenu in sorted(jointes.items()) if nom.endswith("-emise.pdf")), None)
