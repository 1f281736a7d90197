"""What changes an agreement that is signed: its avenants."""

from accompagnements.models import Accompagnement
from conventions import actions as conventions
from pilotage.forms import Avenant
from pilotage.lectures.dossier import Cibles

from .geste import Geste

EN_COURS = {Accompagnement.Etat.CONVENTIONNE, Accompagnement.Etat.EN_COURS}


def _a_changer(cibles: Cibles) -> bool:
    """The agreement binds a pair that is not over, and no avenant is under way."""
    paire = cibles.accompagnement
    return paire is not None and paire.etat in EN_COURS and cibles.convention is not None and cibles.avenant is None


AVENANTS = (
    Geste(
        "preparer-un-avenant",
        "accompagnement",
        conventions.preparer_avenant,
        "L’avenant est préparé : relisez-le, puis émettez-le.",
        journal="preparer_avenant",
        libelle="Préparer un avenant",
        titre="Qu’est-ce qui change dans la convention ?",
        consequence="La convention signée reste telle quelle. L’avenant ne change rien avant la signature de toutes les parties.",
        formulaire=Avenant,
        possible=_a_changer,
    ),
    Geste(
        "emettre-l-avenant",
        "avenant",
        conventions.emettre,
        "L’avenant est émis ; ce qu’il ajoute est réservé. Le document se prépare.",
        transition="emettre",
        libelle="Émettre l’avenant",
    ),
    Geste(
        "annuler-l-avenant",
        "avenant",
        conventions.annuler,
        "L’avenant est annulé : la convention reste en vigueur, ce qu’il ajoutait est libéré.",
        transition="annuler",
        libelle="Annuler l’avenant",
        consequence="La convention reste en vigueur telle qu’elle est. Ce que l’avenant ajoutait est libéré ; s’il était émis, les deux "
        "personnes en sont prévenues.",
        est_discret=True,
        previent=True,
    ),
)
