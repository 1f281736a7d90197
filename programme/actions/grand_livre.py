"""The ledger of the line of interventions: what is engaged, held, released and paid, each by its origin.

Each function brings the total of (origin, kind) to what it is given, by one signed movement of the next rank: said twice, it is said once,
and a correction is one more movement. The counters of the line are kept under its lock.
"""

from decimal import Decimal

from django.db import transaction
from django.db.models import Count, Sum

from programme.models import Edition, Ligne, Mouvement
from socle import horloge
from socle.refus import Refus
from socle.templatetags.tsf import euros

Genre = Mouvement.Genre
# What each kind of movement does to the counters of the line.
EFFETS = {Genre.ENGAGE: ("engage", 1), Genre.LIBERE: ("engage", -1), Genre.REALISE: ("realise", 1), Genre.PAYE: ("paye", 1)}


def engager(edition: Edition, *, origine: str, demi_journees: int, montant: Decimal) -> Mouvement | None:
    """Bring what an origin reserves on the line to these totals. Raises Refus when the line has not enough left."""
    return _porter(edition, Genre.ENGAGE, origine, demi_journees, montant)


def realiser(edition: Edition, *, origine: str, demi_journees: int, montant: Decimal) -> Mouvement | None:
    """Bring what was held of an origin to these totals. Raises Refus beyond what is engaged, or below what is paid."""
    return _porter(edition, Genre.REALISE, origine, demi_journees, montant)


def liberer(edition: Edition, *, origine: str, demi_journees: int, montant: Decimal) -> Mouvement | None:
    """Bring what an origin gives back to the line, of what it will not hold, to these totals. Raises Refus below what is held."""
    return _porter(edition, Genre.LIBERE, origine, demi_journees, montant)


def payer(edition: Edition, *, origine: str, demi_journees: int, montant: Decimal) -> Mouvement | None:
    """Bring what was paid of an origin to these totals. Raises Refus beyond what was held."""
    return _porter(edition, Genre.PAYE, origine, demi_journees, montant)


def _porter(edition: Edition, genre: Mouvement.Genre, origine: str, demi_journees: int, montant: Decimal) -> Mouvement | None:
    """Write the movement that brings (origin, kind) to these totals, or nothing when they are there; return it."""
    with transaction.atomic():
        ligne = Ligne.objects.select_for_update().get(edition=edition, genre=Ligne.Genre.INTERVENTIONS)
        deja = Mouvement.objects.filter(origine=origine, genre=genre).aggregate(
            rang=Count("pk"), demi_journees=Sum("demi_journees", default=0), montant=Sum("montant", default=Decimal(0))
        )
        ecart = montant - deja["montant"]
        if not ecart and demi_journees == deja["demi_journees"]:
            return None
        compteur, sens = EFFETS[genre]
        _compter(ligne, compteur, sens * ecart)
        return Mouvement.objects.create(
            ligne=ligne,
            genre=genre,
            origine=origine,
            rang=deja["rang"],
            demi_journees=demi_journees - deja["demi_journees"],
            montant=ecart,
            le=horloge.maintenant(),
        )


def _compter(ligne: Ligne, compteur: str, ecart: Decimal) -> None:
    """Move a counter of a locked line; the sentence of the refusal says which bound stands in the way."""
    if compteur == "engage" and ecart > ligne.disponible:
        raise Refus(
            f"La ligne « {ligne.libelle} » n’a plus que {euros(ligne.disponible)} disponibles ; "
            f"cette convention demande {euros(ecart)}. "
            "Faites augmenter la ligne, ou attendez qu’une autre convention libère de quoi la payer."
        )
    setattr(ligne, compteur, getattr(ligne, compteur) + ecart)
    if ligne.realise > ligne.engage:
        raise Refus(
            f"La ligne « {ligne.libelle} » n’a que {euros(ligne.engage)} engagés : ce qui est tenu ne peut pas dépasser cette somme."
        )
    if ligne.paye > ligne.realise:
        raise Refus(f"La ligne « {ligne.libelle} » a déjà {euros(ligne.paye)} payés : le tenu ne peut pas passer au-dessous.")
    ligne.save()
