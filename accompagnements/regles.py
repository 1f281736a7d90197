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
        dates = f"du {cadre.debut:%d/%m/%Y} au {cadre.fin:%d/%m/%Y}"
        return Empechement("jour", f"Les séances vont {dates} : choisissez un jour entre ces dates.")
    reste = cadre.demi_journees - cadre.tenues
    if demi_journees > reste:
        return Empechement("moments", _phrase_du_reste(cadre.demi_journees, reste))
    return None


def _phrase_du_reste(accordees: int, reste: int) -> str:
    if reste < 1:
        return "Toutes les demi-journées de la convention sont déjà tenues : parlez-en à l’équipe pilote si vous voulez continuer."
    return f"La convention donne {accordees} demi-journée{'s' if accordees > 1 else ''} : il en reste {reste}, n’en déclarez pas plus."


def prend_fin_seul(fin: date, aujourdhui: date) -> bool:
    """Say whether a signed accompagnement is over by itself: its agreement ended, and the delay to declare is over too."""
    return aujourdhui >= fin + DELAI_DE_DECLARATION


def ordinal(rang: int) -> str:
    """Return "première", "deuxième"… for the rank of a half-day, in digits after "huitième"."""
    return ORDINAUX[rang - 1] if rang <= len(ORDINAUX) else f"{rang}e"
