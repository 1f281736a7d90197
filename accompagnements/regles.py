"""Half-days on the calendar. Pure: no Django, no clock, no query."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

# After the last day of the agreement, this long is left to declare what was held; then the accompagnement ends by itself.
DELAI_DE_DECLARATION = timedelta(days=7)
ORDINAUX = ("première", "deuxième", "troisième", "quatrième", "cinquième", "sixième", "septième", "huitième")


@dataclass(frozen=True)
class Cadre:
    """What the agreement gave: dates, number of half-days, and how many were already held."""

    debut: date
    fin: date
    demi_journees: int
    tenues: int


class Empechement(NamedTuple):
    """Why half-days may not be declared: the French sentence, and the answer at fault ("jour" or "moments")."""

    champ: str
    phrase: str


def empechement(cadre: Cadre, jour: date, demi_journees: int, aujourdhui: date) -> Empechement | None:
    """Return why half-days may not be declared on this day, or None."""
    if demi_journees < 1:
        return Empechement("moments", "Indiquez le matin, l’après-midi, ou les deux.")
    if jour > aujourdhui:
        return Empechement("jour", "Cette date est à venir : une demi-journée se déclare une fois tenue.")
    if not cadre.debut <= jour <= cadre.fin:
        return Empechement("jour", f"La convention prévoit les séances du {cadre.debut:%d/%m/%Y} au {cadre.fin:%d/%m/%Y}.")
    reste = cadre.demi_journees - cadre.tenues
    if demi_journees > reste:
        return Empechement("moments", _phrase_du_reste(cadre.demi_journees, reste))
    return None


def _phrase_du_reste(accordees: int, reste: int) -> str:
    if reste < 1:
        return "Toutes les demi-journées de la convention sont déjà tenues."
    return f"La convention donne {accordees} demi-journée{'s' if accordees > 1 else ''} : il en reste {reste}."


def prend_fin_seul(fin: date, aujourdhui: date) -> bool:
    """Say whether an accompagnement under way is over by itself: its agreement ended, and the delay to declare is over too."""
    return aujourdhui >= fin + DELAI_DE_DECLARATION


def ordinal(rang: int) -> str:
    """Return "première", "deuxième"… for the rank (1–8) of a half-day."""
    return ORDINAUX[rang - 1]
