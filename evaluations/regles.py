"""When evaluations are invited, reminded and expire. Pure: no Django, no clock, no query."""

from datetime import date, datetime, timedelta

from programme.regles import six_mois_apres

RELANCES = (timedelta(days=7), timedelta(days=14), timedelta(days=30))


def invitation(etape: str, derniere_demi_journee: date) -> date:
    """Return the day of the invitation: at once for the exit, the same day of the sixth month after for the second stage."""
    return six_mois_apres(derniere_demi_journee) if etape == "six_mois" else derniere_demi_journee


def relances_dues(envoyee_le: datetime, maintenant: datetime) -> int:
    """Return how many reminders should have left by now (0–3): on the 7th, 14th and 30th day after the invitation."""
    return sum(1 for delai in RELANCES if envoyee_le + delai <= maintenant)
