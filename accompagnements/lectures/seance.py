"""One session: its page, and those of a pair sorted by what is to be done with them."""

from collections.abc import Iterable
from dataclasses import dataclass

from accompagnements import droits
from accompagnements.models import Accompagnement, Deplacement, Seance
from accompagnements.models.seance import l_heure_est_venue
from socle.acteurs import Acteur
from socle.workflow import Bouton, boutons

from .suite import OUVERTS

Etat = Seance.Etat


@dataclass(frozen=True)
class PageSeance:
    """What the page of a session shows: the gestures are those open to the reader now, by the name of their transition."""

    accompagnement: Accompagnement
    seance: Seance
    deplacements: list[Deplacement]
    gestes: dict[str, Bouton]
    est_partie: bool

    @property
    def peut_raconter(self) -> bool:
        """Planned, and its hour has come."""
        return "tenir" in self.gestes and not self.gestes["tenir"].empechement

    @property
    def peut_deplacer(self) -> bool:
        """Planned, whatever the hour: it may have been put off at the last moment."""
        return "annuler" in self.gestes

    @property
    def peut_contester(self) -> bool:
        """Declared by the other side, a few days ago."""
        return "contester" in self.gestes and not self.gestes["contester"].empechement


def page_seance(seance: Seance, acteur: Acteur) -> PageSeance:
    """Read the page of a session for one reader (4 queries at most)."""
    accompagnement = seance.accompagnement
    return PageSeance(
        accompagnement,
        seance,
        list(seance.deplacements.select_related("par")),
        {bouton.nom: bouton for bouton in boutons(seance, acteur)},
        droits.est_de_la_paire(accompagnement, acteur),
    )


@dataclass(frozen=True)
class Seances:
    """The sessions of a pair: to come (the first one first), to be told, to be settled by the team, told (the latest first), cancelled."""

    a_venir: list[Seance]
    a_raconter: list[Seance]
    a_trancher: list[Seance]
    racontees: list[Seance]
    sans_suite: list[Seance]

    @property
    def prevues(self) -> int:
        """Half-days that are planned."""
        return sum(seance.demi_journees for seance in [*self.a_venir, *self.a_raconter])


def ranger(seances: Iterable[Seance], accompagnement: Accompagnement) -> Seances:
    """Sort the sessions of a pair, given the latest first."""
    toutes = list(seances)
    prevues = [seance for seance in reversed(toutes) if seance.etat == Etat.PREVUE and accompagnement.etat in OUVERTS]
    passees = {seance.pk for seance in prevues if l_heure_est_venue(seance)}
    return Seances(
        a_venir=[seance for seance in prevues if seance.pk not in passees],
        a_raconter=[seance for seance in prevues if seance.pk in passees],
        a_trancher=[seance for seance in toutes if seance.est_a_trancher],
        racontees=[seance for seance in toutes if seance.etat in (Etat.TENUE, Etat.CONTESTEE)],
        sans_suite=[
            seance for seance in toutes if seance.etat == Etat.ANNULEE or (seance.etat == Etat.ABSENCE and not seance.est_a_trancher)
        ],
    )
