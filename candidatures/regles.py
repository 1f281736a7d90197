"""What a request must say, and by when it is answered. Pure: no Django, no clock, no query."""

from datetime import date, timedelta

# A call that closes within this delay is said to close soon.
FERME_BIENTOT = timedelta(days=14)

# A reminder of a complement leaves this long before its deadline, another one on the day.
RAPPEL_AVANT = timedelta(days=2)

# Reminders of an opinion that was not given: two days before the last day, then on that day.
RAPPELS_D_AVIS = (timedelta(days=2), timedelta(0))


def rappels_d_avis_dus(echeance: date, jour: date) -> int:
    """Return how many reminders should have left by this day."""
    return sum(1 for avant in RAPPELS_D_AVIS if jour >= echeance - avant)


def refus_demi_journees(nombre: int, *, nom: str, minimum: int, maximum: int) -> str:
    """Return why this number of half-days cannot be asked, "" when it can."""
    if minimum <= nombre <= maximum:
        return ""
    bornes = f"{maximum} demi-journée{'s' if maximum > 1 else ''}" if minimum == maximum else f"de {minimum} à {maximum} demi-journées"
    return f"« {nom} », c’est {bornes} : vous en demandez {nombre}."


def refus_objectif(texte: str) -> str:
    """Return why an objective is too short to work with, "" when it is not."""
    if len(texte.split()) > 1:
        return ""
    return "Dites ce que vous voulez savoir faire, par exemple : « Relire un contrat de cession et repérer ce qui se négocie »."


def a_repondre_avant(depuis: date, jours: int) -> date:
    """Return the day by which an answer was promised."""
    return depuis + timedelta(days=jours)


def rappels_dus(echeance: date, aujourdhui: date) -> int:
    """Return how many reminders of a complement (0–2) should have left by this day."""
    return (aujourdhui >= echeance - RAPPEL_AVANT) + (aujourdhui >= echeance)
