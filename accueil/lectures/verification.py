"""What the platform knows of a document, for whoever holds it or its number: hashes, dates, states; no name of a person or a structure."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Count, Q, QuerySet

from conventions.models import Convention, Signataire
from socle.models import DocumentProduit, Fichier


class Constat(StrEnum):
    """What is said of a file."""

    INTACT = "intact"
    MODIFIE = "modifie"
    INCONNU = "inconnu"


NOMS = (
    "la convention telle qu’elle a été émise, avant les signatures",
    "la convention finale, signée et scellée",
    "le dossier de preuve de la convention",
)
NOMS_AVENANT = (
    "l’avenant tel qu’il a été émis, avant les signatures",
    "l’avenant final, signé et scellé",
    "le dossier de preuve de l’avenant",
)
PAPIER = "un exemplaire signé sur papier, numérisé"
LIES = ("document", "scelle", "dossier_de_preuve")


@dataclass(frozen=True)
class Piece:
    """One document of an agreement: what it is, in words that follow "c’est", its hash, its moment."""

    nature: str
    empreinte: str
    le: datetime


@dataclass(frozen=True)
class Reconnaissance:
    """The verdict on a hash, and the agreement it leads to; `reste` says what else its holder must know."""

    constat: Constat
    empreinte: str
    piece: Piece | None = None
    convention: Convention | None = None
    reste: tuple[str, ...] = ()


def par_numero(numero: str) -> Convention | None:
    """Return the agreement of this number once it was issued, None otherwise: what is in preparation does not show."""
    return _emises().filter(numero=numero).first()


def suivantes(convention: Convention) -> list[Convention]:
    """Return the agreements of the same pair issued since: the one that replaced a cancelled one, and the avenants."""
    return list(_emises().filter(accompagnement=convention.accompagnement_id, pk__gt=convention.pk).order_by("pk"))


def signatures(convention: Convention) -> tuple[int, int]:
    """Return how many have signed, and how many are to sign."""
    vivants = Signataire.objects.filter(convention=convention).vivants()
    comptes = vivants.aggregate(signes=Count("pk", filter=Q(etat=Signataire.Etat.SIGNE)), tous=Count("pk"))
    return comptes["signes"], comptes["tous"]


def pieces(convention: Convention) -> list[Piece]:
    """Return the documents of an agreement that exist, from the oldest."""
    documents = (convention.document, convention.scelle, convention.dossier_de_preuve)
    noms = NOMS_AVENANT if convention.est_un_avenant else NOMS
    trouvees = [Piece(nom, document.empreinte, document.produit_le) for nom, document in zip(noms, documents, strict=True) if document]
    papiers = _papiers(convention)
    return trouvees + [Piece(PAPIER, papier.empreinte, papier.depose_le) for papier in papiers]


def reconnaitre(empreinte: str, numero: str = "") -> Reconnaissance:
    """Say whether we produced, to the last byte, the file that has this hash; `numero` is what the file, or its holder, calls it."""
    if convention := _de_ce_document(empreinte):
        piece = next(piece for piece in pieces(convention) if piece.empreinte == empreinte)
        return Reconnaissance(Constat.INTACT, empreinte, piece, convention, tuple(_reste(convention, empreinte, numero)))
    if document := DocumentProduit.objects.filter(empreinte=empreinte, genre="rapport").defer("octets", "contexte").first():
        return Reconnaissance(Constat.INTACT, empreinte, Piece("un rapport produit par la plateforme", empreinte, document.produit_le))
    if numero and (convention := par_numero(numero)):
        return Reconnaissance(Constat.MODIFIE, empreinte, convention=convention)
    return Reconnaissance(Constat.INCONNU, empreinte)


def _reste(convention: Convention, empreinte: str, numero: str) -> list[str]:
    """What the holder of an intact document must still know."""
    phrases = []
    if numero and numero != convention.numero:
        phrases.append(f"Le numéro saisi n’est pas le sien : ce document porte le numéro {convention.numero}.")
    if not convention.est_en_vigueur:
        phrases.append(f"L’état est aujourd’hui « {convention.get_etat_display().lower()} » : ce document n’engage plus personne.")
    elif convention.document and convention.document.empreinte == empreinte:
        if convention.scelle_id:
            phrases.append("Il a été signé depuis : le document qui fait foi est la version finale et scellée.")
        elif convention.etat != Convention.Etat.SIGNEE:
            phrases.append("Il n’engage encore personne : toutes les signatures ne sont pas réunies.")
    return phrases


def _papiers(convention: Convention) -> QuerySet[Fichier]:
    """Return the scans that bear a signature of this agreement, from the oldest, each once."""
    des_signataires = Signataire.objects.filter(convention=convention).vivants().values("exemplaire")
    return Fichier.objects.filter(pk__in=des_signataires).order_by("depose_le", "pk")


def _emises() -> QuerySet[Convention]:
    lourds = [f"{nom}__{champ}" for nom in LIES for champ in ("octets", "contexte")]
    return Convention.objects.filter(emise_le__isnull=False).select_related(*LIES).defer("contexte", *lourds)


def _de_ce_document(empreinte: str) -> Convention | None:
    documents = DocumentProduit.objects.filter(empreinte=empreinte).values("pk")
    papiers = Fichier.objects.filter(empreinte=empreinte).values("pk")
    signes = Signataire.objects.filter(exemplaire__in=papiers).vivants().values("convention")
    lies = Q(document__in=documents) | Q(scelle__in=documents) | Q(dossier_de_preuve__in=documents)
    return _emises().filter(lies | Q(pk__in=signes)).order_by("pk").first()
