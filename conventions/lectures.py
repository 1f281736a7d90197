"""Page-shaped reads on agreements."""

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from accompagnements.droits import est_de_la_paire
from accompagnements.encarts import Encart, Suite
from accompagnements.models import Accompagnement
from socle import horloge
from socle.acteurs import Acteur

from . import regles
from .models import Convention

Etat = Convention.Etat


def pour_page(conventions: QuerySet[Convention]) -> QuerySet[Convention]:
    """Read what a page shows of agreements in one query, without the bytes of the PDF."""
    lignes = conventions.select_related(
        "dossier",
        "document",
        "scelle",
        "dossier_de_preuve",
        "signee_papier",
        "payee",
        "accompagnement__candidature__structure",
        "accompagnement__dispositif__edition",
        "accompagnement__mentor__personne",
        "accompagnement__mentor__structure",
        "accompagnement__beneficiaire__personne",
    )
    return lignes.defer(*(f"{nom}__{lourd}" for nom in ("document", "scelle", "dossier_de_preuve") for lourd in ("octets", "contexte")))


def encart(accompagnement: Accompagnement, acteur: Acteur) -> Encart | None:
    """The card of the agreement on the page of a pair: the one in force, or the last one."""
    convention = pour_page(Convention.objects.bases().visibles_par(acteur).filter(accompagnement=accompagnement)).order_by("-pk").first()
    if convention is None:
        return None
    return Encart("conventions/encart.html", {"convention": convention}, _suite(convention, est_de_la_paire(accompagnement, acteur)))


def empechement_de_signature(convention: Convention, jour: date) -> str:
    """Return why the last signature of an issued agreement may not have this date, or ""."""
    emise = timezone.localtime(convention.emise_le).date()
    return regles.empechement_de_signature(jour, emise=emise, fin=convention.fin, aujourdhui=horloge.aujourdhui())


def _suite(convention: Convention, est_partie: bool) -> Suite | None:
    if convention.etat != Etat.EMISE:
        return None
    if convention.document_id is None:
        return Suite("Votre convention se prépare", "Le document sera prêt dans quelques instants. Vous recevrez un courriel.")
    texte = (
        "Relisez-la, signez-la avec la personne qui représente votre structure, puis rendez-la à l’équipe pilote. "
        "Il n’y a qu’un exemplaire pour tout le monde : convenez avec l’équipe de qui l’imprime et dans quel ordre il circule."
    )
    return Suite("La convention est prête à signer", texte, est_partie, convention.get_absolute_url(), "Ouvrir la convention")
