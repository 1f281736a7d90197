"""Half-days on the calendar. Pure: no Django, no clock, no query."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Cadre:
    """What the agreement gave: dates, number of half-days, and how many were already held."""

    debut: date
    fin: date
    demi_journees: int
    tenues: int


def empechement(cadre: Cadre, jour: date, demi_journees: int, aujourdhui: date) -> str:
    """Return the French sentence that says why half-days may not be declared on this day, or ""."""
    if demi_journees < 1:
        return "Indiquez le matin, l’après-midi, ou les deux."
    if jour > aujourdhui:
        return "Cette date est à venir : une demi-journée se déclare une fois tenue."
    if not cadre.debut <= jour <= cadre.fin:
        return f"La convention prévoit les séances du {cadre.debut:%d/%m/%Y} au {cadre.fin:%d/%m/%Y}."
    reste = cadre.demi_journees - cadre.tenues
    if demi_journees > reste:
        return (
            f"La convention donne {cadre.demi_journees} demi-journées : il en reste {reste}."
            if reste
            else "Toutes les demi-journées de la convention sont déjà tenues."
        )
    return ""
