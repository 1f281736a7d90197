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
    """The card of the agreement on the page of a pair: the one in force, or the last one, with its avenants (1 query)."""
    textes = list(pour_page(Convention.objects.visibles_par(acteur).filter(accompagnement=accompagnement)).order_by("-pk"))
    convention = next((texte for texte in textes if not texte.est_un_avenant), None)
    if convention is None:
        return None
    avenants = [texte for texte in textes if texte.parent_id == convention.pk]
    a_signer = next((avenant for avenant in avenants if avenant.etat == Etat.EMISE), convention)
    donnees = {"convention": convention, "avenants": avenants, "paire": accompagnement}
    return Encart("conventions/encart.html", donnees, _suite(a_signer, acteur))


def empechement_de_signature(convention: Convention, jour: date) -> str:
    """Return why the last signature of an issued agreement may not have this date, or ""."""
    emise = timezone.localtime(convention.emise_le).date()
    # Sessions are over when an early end is signed.
    fin = max(convention.fin, jour) if convention.fin_anticipee else convention.fin
    return regles.empechement_de_signature(jour, emise=emise, fin=fin, aujourdhui=horloge.aujourdhui())


def _suite(convention: Convention, acteur: Acteur) -> Suite | None:
    if convention.etat != Etat.EMISE:
        return None
    if convention.document_id is None:
        return Suite(f"Votre {convention.mots.nom} se prépare", "Le document sera prêt dans quelques instants. Vous recevrez un courriel.")
    return suite_de_la_signature(convention, acteur)
