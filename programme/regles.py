"""Money, caps and dates of the programme. Pure: no Django, no clock, no query."""

from datetime import date
from decimal import Decimal

from dateutil.relativedelta import relativedelta


def montant(demi_journees: int, prix_journee: Decimal) -> Decimal:
    """Return the cost of half-days in euros, all included (500 € a day gives 250 € a half-day)."""
    return (prix_journee / 2 * demi_journees).quantize(Decimal("0.01"))


def part(montant_convenu: Decimal, demi_journees: int, sur: int) -> Decimal:
    """Return what half-days come to, in euros, out of the amount agreed for `sur` of them."""
    return (montant_convenu * demi_journees / sur).quantize(Decimal("0.01"))


def reste(plafond: int, pris: int) -> int:
    """Return how many half-days a structure may still be granted, never below zero."""
    return max(plafond - pris, 0)


def periode_courante(jour: date) -> tuple[date, date]:
    """Return the period of the edition that contains `jour`: from 1 May to 31 May of the next year, as the cahier des charges has it.

    Two editions overlap in May; the new one is then the current one.
    """
    annee = jour.year if jour.month >= 5 else jour.year - 1
    return date(annee, 5, 1), date(annee + 1, 5, 31)


def decaler(jour: date, *, de: date, vers: date) -> date:
    """Move a date of an edition that begins on `de` to its place in the edition that begins on `vers`, by whole years."""
    return jour + relativedelta(years=vers.year - de.year)


def six_mois_apres(jour: date) -> date:
    """Return the same day of the sixth month after, or the last day of that month."""
    return jour + relativedelta(months=6)
