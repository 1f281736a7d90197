"""Half-days on the calendar. Pure: no Django, no clock, no query."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

# After the last day of the agreement, this long is left to declare what was held; then the accompagnement ends by itself.
DELAI_DE_DECLARATION = timedelta(days=7)
# After a session is declared, this long is left to the other side to contest it.
DELAI_DE_CONTESTATION = timedelta(days=7)
# This long one may correct what one wrote in the journal.
DELAI_DE_CORRECTION = timedelta(days=7)
ORDINAUX = ("première", "deuxième", "troisième", "quatrième", "cinquième", "sixième", "septième", "huitième")
MATIN, APRES_MIDI = "matin", "apres_midi"
# What a session takes by its length: up to an hour and a half nothing, up to five hours a half-day, two beyond.
SANS_DEMI_JOURNEE, UNE_DEMI_JOURNEE = timedelta(hours=1, minutes=30), timedelta(hours=5)
MI_JOURNEE = time(13)


@dataclass(frozen=True)
class Cadre:
    """What the agreement gave: dates, number of half-days, how many were held, and how many others are taken (planned, to be settled)."""

    debut: date
    fin: date
    demi_journees: int
    tenues: int
    autres: int = 0

    @property
    def reste(self) -> int:
        """Half-days that nothing takes yet."""
        return self.demi_journees - self.tenues - self.autres


class Empechement(NamedTuple):
    """Why half-days may not be declared or planned: the French sentence, and the answer at fault ("jour", "moments", "fin"…)."""

    champ: str
    phrase: str


def empechement(cadre: Cadre, jour: date, demi_journees: int, aujourdhui: date) -> Empechement | None:
    """Return why half-days may not be declared on this day, or None."""
    if demi_journees < 1:
        return Empechement("moments", "Indiquez le matin, l’après-midi, ou les deux.")
    return empechement_du_jour(cadre, jour, aujourdhui) or _au_dela(cadre, demi_journees, "moments", "déclarez")


def empechement_du_jour(cadre: Cadre, jour: date, aujourdhui: date) -> Empechement | None:
    """Return why nothing may be declared on this day, or None."""
    if jour > aujourdhui:
        return Empechement("jour", "Cette date est à venir : une demi-journée se déclare une fois tenue.")
    return _hors_des_dates(cadre, jour)


def empechement_de_planifier(cadre: Cadre, debut: datetime, fin: datetime, demi_journees: int, maintenant: datetime) -> Empechement | None:
    """Return why a session may not be planned then, or None. All moments are in the same zone: that of the agreement's dates."""
    if fin <= debut:
        return Empechement("fin", "La séance finit avant de commencer : vérifiez les deux heures.")
    if debut <= maintenant:
        return Empechement("jour", "Ce moment est passé : pour une séance déjà tenue, écrivez plutôt son compte rendu.")
    return _hors_des_dates(cadre, debut.date()) or _au_dela(cadre, demi_journees, "demi_journees", "prévoyez")


def _hors_des_dates(cadre: Cadre, jour: date) -> Empechement | None:
    if cadre.debut <= jour <= cadre.fin:
        return None
    dates = f"du {cadre.debut:%d/%m/%Y} au {cadre.fin:%d/%m/%Y}"
    return Empechement("jour", f"Les séances vont {dates} : choisissez un jour entre ces dates.")


def _au_dela(cadre: Cadre, demi_journees: int, champ: str, verbe: str) -> Empechement | None:
    if demi_journees <= cadre.reste or not demi_journees:
        return None
    return Empechement(champ, _phrase_du_reste(cadre, verbe))


def _phrase_du_reste(cadre: Cadre, verbe: str) -> str:
    if cadre.reste < 1 and cadre.autres:
        return (
            "Toutes les demi-journées de la convention sont déjà prises : "
            f"{cadre.tenues} tenue{_s(cadre.tenues)}, {cadre.autres} prévue{_s(cadre.autres)} ou à trancher. "
            "Racontez ou annulez d’abord l’une de celles qui sont prévues."
        )
    if cadre.reste < 1:
        return "Toutes les demi-journées de la convention sont déjà tenues : parlez-en à l’équipe pilote si vous voulez continuer."
    pris = f" et {cadre.autres} {'sont déjà prévues' if cadre.autres > 1 else 'est déjà prévue'}" if cadre.autres else ""
    return (
        f"La convention donne {cadre.demi_journees} demi-journée{_s(cadre.demi_journees)}{pris} : "
        f"il en reste {cadre.reste}, n’en {verbe} pas plus."
    )


def _s(nombre: int) -> str:
    return "s" if nombre > 1 else ""


def demi_journees_de(debut: datetime, fin: datetime) -> int:
    """Return how many half-days a session takes by its length: 0, 1 or 2."""
    duree = fin - debut
    if duree <= SANS_DEMI_JOURNEE:
        return 0
    return 1 if duree <= UNE_DEMI_JOURNEE else 2


def moments_de(debut: datetime, fin: datetime, demi_journees: int) -> list[str]:
    """Return which half-days of its day a session occupies: none, both, or the one that holds most of it."""
    if demi_journees == 0:
        return []
    if demi_journees == 2:
        return [MATIN, APRES_MIDI]
    milieu = debut + (fin - debut) / 2
    return [MATIN if milieu.time() < MI_JOURNEE else APRES_MIDI]


def contestable_jusqu_au(declaree_le: date) -> date:
    """Return the last day when the other side may contest what was declared on this day."""
    return declaree_le + DELAI_DE_CONTESTATION


def prend_fin_seul(fin: date, aujourdhui: date) -> bool:
    """Say whether a signed accompagnement is over by itself: its agreement ended, and the delay to declare is over too."""
    return aujourdhui >= fin + DELAI_DE_DECLARATION


def ordinal(rang: int) -> str:
    """Return "première", "deuxième"… for the rank of a half-day, in digits after "huitième"."""
    return ORDINAUX[rang - 1] if rang <= len(ORDINAUX) else f"{rang}e"


def corrigeable_jusqu_au(ecrite_le: date) -> date:
    """Return the last day when its author may correct a page of the journal."""
    return ecrite_le + DELAI_DE_CORRECTION
