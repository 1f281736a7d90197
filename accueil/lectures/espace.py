"""Mon espace: what I have to do, where my files stand, the rest."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from comptes.models import Instance
from mentors.models import ProfilMentor
from socle import horloge
from socle.acteurs import Acteur

from .dossiers import Carte, dossiers, personnes_avec_moi
from .fonds import Fonds
from .taches import Tache, taches

_NOMBRES = ("Zéro", "Une", "Deux", "Trois", "Quatre", "Cinq", "Six", "Sept", "Huit", "Neuf", "Dix")


@dataclass(frozen=True)
class Espace:
    """What the page shows; `profil` is the person's own card of personne-ressource, if any."""

    jour: date
    taches: list[Tache]
    en_cours: list[Carte]
    termines: list[Carte]
    personnes: list[dict[str, Any]]
    profil: ProfilMentor | None
    instances: frozenset[str]
    porte_une_demande: bool

    @property
    def titre(self) -> str:
        """Say how many things wait, in letters up to ten."""
        nombre = sum(1 for tache in self.taches if not tache.douce)
        if nombre == 0:
            return "Rien ne vous attend" if not self.est_vide else "Bienvenue"
        en_lettres = _NOMBRES[nombre] if nombre < len(_NOMBRES) else str(nombre)
        return f"{en_lettres} chose{'s' if nombre > 1 else ''} vous attend{'ent' if nombre > 1 else ''}"

    @property
    def est_vide(self) -> bool:
        """Nothing begun, nothing asked."""
        return not (self.taches or self.en_cours or self.termines)

    @property
    def est_pilote(self) -> bool:
        return bool(self.instances & {Instance.PILOTE, Instance.ADMINISTRATION})

    @property
    def est_du_comite(self) -> bool:
        return Instance.COMITE_TECHNIQUE in self.instances

    @property
    def attend_son_espace(self) -> list[str]:
        """Names of the instances whose space comes with a later capability."""
        return [Instance(code).label for code in sorted(self.instances & {Instance.COMITE_SELECTION, Instance.REFERENT})]


def espace(acteur: Acteur) -> Espace:
    """Read mon espace of somebody signed in (8 queries)."""
    fonds = Fonds(acteur)
    vus = dossiers(fonds)
    a_faire = taches(fonds)
    return Espace(
        jour=horloge.aujourdhui(),
        taches=a_faire,
        en_cours=[dossier for dossier in vus if not dossier.est_termine],
        termines=[dossier for dossier in vus if dossier.est_termine],
        personnes=personnes_avec_moi(fonds),
        profil=ProfilMentor.objects.visibles_par(acteur).filter(personne=fonds.moi).first(),
        instances=fonds.moi.instances(),
        porte_une_demande=bool(fonds.candidatures),
    )
