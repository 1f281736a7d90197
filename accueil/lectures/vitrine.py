"""What the public home page and the space of the committee show of the programme."""

from dataclasses import dataclass
from typing import Any

from candidatures.models import VIVANTES, Appel, Candidature
from mentors.models import ProfilMentor
from pilotage.lectures import Periode
from pilotage.lectures.chiffres import accompagnes, candidatures, demi_journees
from pilotage.models import Rapport
from programme.models import Dispositif, Edition
from referentiel.models import Competence
from socle import horloge
from socle.acteurs import Acteur

NOMBRE_DE_RAPPORTS = 4


@dataclass(frozen=True)
class Vitrine:
    """The current edition, what can be asked under it, and what it has done so far; `chiffres` is empty until something was done."""

    appel: Appel | None
    dispositifs: list[Dispositif]
    competences: int
    chiffres: dict[str, int]


def vitrine() -> Vitrine:
    """Read the home page; without an open edition, only what never changes."""
    appel = appel_ouvert()
    edition = appel.edition if appel else edition_courante()
    competences = Competence.objects.actives().count()
    if edition is None:
        return Vitrine(appel, [], competences, {})
    return Vitrine(appel, list(edition.dispositifs.all()), competences, _chiffres(edition))


def appel_ouvert() -> Appel | None:
    """Return the call that takes requests now, the latest opened when there are several."""
    return Appel.objects.ouverts(horloge.maintenant()).select_related("edition").order_by("-ouvre_le").first()


def edition_courante() -> Edition | None:
    """Return the open edition, the latest when two overlap."""
    return Edition.objects.ouvertes().order_by("-debut").first()


def _chiffres(edition: Edition) -> dict[str, int]:
    periode = Periode(edition.debut, horloge.aujourdhui())
    recues = candidatures(edition, periode)["recues"]
    if not recues:
        return {}
    volume = demi_journees(edition, periode)
    return {
        "recues": recues,
        "ressources": ProfilMentor.objects.mobilisables().count(),
        "structures": accompagnes(edition, periode)["structures"],
        "tenues": volume["tenues"],
        "objectif": volume["objectif"],
    }


def chiffres_du_comite() -> dict[str, Any]:
    """Return, for the space of the committee, the current edition and its volume: aggregates only, the same for every member."""
    edition = edition_courante()
    if edition is None:
        return {"edition": None}
    periode = Periode(edition.debut, horloge.aujourdhui())
    return {
        "edition": edition,
        "en_cours": Candidature.objects.filter(appel__edition=edition, etat__in=VIVANTES).count(),
        **candidatures(edition, periode),
        **demi_journees(edition, periode),
    }


def derniers_rapports(acteur: Acteur) -> list[Rapport]:
    """Return the last reports that this member may download."""
    produits = Rapport.objects.visibles_par(acteur).filter(etat=Rapport.Etat.PRODUIT)
    return list(produits.pour_liste()[:NOMBRE_DE_RAPPORTS])
