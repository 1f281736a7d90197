"""Actors made of people: signed in, or come by a personal link."""

from dataclasses import dataclass

from socle.acteurs import Acteur

from .models import Instance, LienPersonnel, Personne


@dataclass(frozen=True)
class ActeurPersonne:
    """Somebody who signed in."""

    personne: Personne
    est_systeme = False

    @property
    def code(self) -> str:
        return f"personne:{self.personne.pk}"


@dataclass(frozen=True)
class ActeurLien:
    """Somebody who opened a personal link: this person, but for the object of this link only."""

    lien: LienPersonnel
    est_systeme = False

    @property
    def code(self) -> str:
        return f"lien:{self.lien.pk}"

    @property
    def personne(self) -> Personne:
        return self.lien.personne

    def ouvre(self, but: str, objet_id: int) -> bool:
        """Say whether the link is for this purpose and this object."""
        return self.lien.but == but and self.lien.objet_id == objet_id


@dataclass(frozen=True)
class ActeurAnonyme:
    """A visitor."""

    personne = None
    est_systeme = False
    code = "visiteur"


ANONYME = ActeurAnonyme()


def siege(acteur: Acteur, *instances: Instance) -> bool:
    """Say whether the actor, signed in, holds a mandate in one of these instances today. A personal link gives no role."""
    return isinstance(acteur, ActeurPersonne) and not acteur.personne.instances().isdisjoint(instances)


def est_pilote(acteur: Acteur) -> bool:
    """Member of the pilot team, or the platform itself."""
    return acteur.est_systeme or siege(acteur, Instance.PILOTE)


def est_du_comite(acteur: Acteur) -> bool:
    """Member of the comité technique."""
    return siege(acteur, Instance.COMITE_TECHNIQUE)


def est_administrateur(acteur: Acteur) -> bool:
    """Administrator of the platform."""
    return siege(acteur, Instance.ADMINISTRATION)


def est_connecte(acteur: Acteur) -> bool:
    """Signed in with an account."""
    return isinstance(acteur, ActeurPersonne)
