"""Page-shaped reads on agreements."""

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from accompagnements.encarts import Encart, Suite
from accompagnements.models import Accompagnement
from conventions import regles
from conventions.models import Convention
from socle import horloge
from socle.acteurs import Acteur

from .signatures import avec_les_signatures, suite_de_la_signature

Etat = Convention.Etat


def pour_page(conventions: QuerySet[Convention]) -> QuerySet[Convention]:
    """Read what a page shows of agreements in one query, without the bytes of the PDF."""
    lignes = conventions.select_related(
        "dossier",
        "document",
        "scelle",
        "dossier_de_preuve",
        "payee",
        "accompagnement__candidature__structure",
        "accompagnement__dispositif__edition",
        "accompagnement__mentor__personne",
        "accompagnement__mentor__structure",
        "accompagnement__beneficiaire__personne",
    )
    lourds = (f"{nom}__{lourd}" for nom in ("document", "scelle", "dossier_de_preuve") for lourd in ("octets", "contexte"))
    return lignes.defer(*lourds).prefetch_related(avec_les_signatures())


def encart(accompagnement: Accompagnement, acteur: Acteur) -> Encart | None:
    """The card of the agreement on the page of a pair: the one in force, or the last one."""
    convention = pour_page(Convention.objects.bases().visibles_par(acteur).filter(accompagnement=accompagnement)).order_by("-pk").first()
    if convention is None:
        return None
    return Encart("conventions/encart.html", {"convention": convention}, _suite(convention, acteur))


def empechement_de_signature(convention: Convention, jour: date) -> str:
    """Return why the last signature of an issued agreement may not have this date, or ""."""
    emise = timezone.localtime(convention.emise_le).date()
    return regles.empechement_de_signature(jour, emise=emise, fin=convention.fin, aujourdhui=horloge.aujourdhui())


def _suite(convention: Convention, acteur: Acteur) -> Suite | None:
    if convention.etat != Etat.EMISE:
        return None
    if convention.document_id is None:
        return Suite("Votre convention se prépare", "Le document sera prêt dans quelques instants. Vous recevrez un courriel.")
    return suite_de_la_signature(convention, acteur)
