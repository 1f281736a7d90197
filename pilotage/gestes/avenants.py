"""What changes an agreement that is signed: its avenants."""

from accompagnements.models import Accompagnement
from conventions import actions as conventions
from conventions.models import Convention
from pilotage.forms import Avenant, ExemplaireAvenant
from pilotage.lectures.dossier import Cibles

from .geste import Geste

EN_COURS = {Accompagnement.Etat.CONVENTIONNE, Accompagnement.Etat.EN_COURS}


def _a_changer(cibles: Cibles) -> bool:
    """The agreement binds a pair that is not over, and no avenant is under way."""
    paire = cibles.accompagnement
    return paire is not None and paire.etat in EN_COURS and cibles.convention is not None and cibles.avenant is None


def _avenant_a_signer(cibles: Cibles) -> bool:
    """Signatures of an avenant are awaited."""
    return cibles.avenant is not None and cibles.avenant.etat == Convention.Etat.EMISE and cibles.avenant.document_id is not None


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
        "verser-l-avenant-signe",
        "avenant",
        conventions.verser_signee,
        "L’avenant signé est versé : ses termes sont en vigueur dès que plus aucune signature ne manque.",
        journal="verser_exemplaire",
        libelle="Verser l’avenant signé",
        titre="Où est l’avenant signé ?",
        formulaire=ExemplaireAvenant,
        possible=_avenant_a_signer,
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
