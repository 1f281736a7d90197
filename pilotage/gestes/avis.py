"""Opinions of the comité technique, and déports."""

from collections.abc import Iterable
from datetime import date

from candidatures import actions as candidatures
from candidatures.models import Candidature
from comptes.models import Personne
from pilotage.forms import DemandeARetirer, DemandeAvis, LeveeDeDeport, QuiSeDeporte
from pilotage.lectures.dossier import Cibles
from socle.acteurs import Acteur
from socle.refus import DejaFait
from socle.workflow import DEJA_FAIT

from .geste import Geste, toujours


def _demander_des_avis(candidature: Candidature, *, personnes: Iterable[Personne], echeance: date, acteur: Acteur) -> None:
    """Asking again those who were asked before is said calmly."""
    if not candidatures.demander_avis(candidature, personnes=personnes, echeance=echeance, acteur=acteur):
        raise DejaFait(DEJA_FAIT)


def _avis_possibles(cibles: Cibles) -> bool:
    """The call takes opinions and the request is not decided."""
    return cibles.avis.peuvent_se_demander


def _avis_attendus(cibles: Cibles) -> bool:
    """Somebody of the committee has not answered yet."""
    return bool(cibles.avis.attendus)


def _avis_a_relancer(cibles: Cibles) -> bool:
    """Somebody of the committee has not answered, and was not written to today."""
    return bool(cibles.avis.a_relancer)


def _deports(cibles: Cibles) -> bool:
    """Somebody withdrew from the file."""
    return bool(cibles.avis.deports)


AVIS = (
    Geste(
        "demander-des-avis",
        "candidature",
        _demander_des_avis,
        "L’avis du comité est demandé : chaque personne choisie reçoit un courriel avec son lien personnel.",
        journal="demander_avis",
        libelle="Demander des avis",
        titre="À qui demandez-vous un avis ?",
        consequence="Chaque personne lit la demande et répond depuis son courriel. Les avis ne décident pas : l’équipe décide seule.",
        formulaire=DemandeAvis,
        previent=True,
        possible=_avis_possibles,
        est_dans_la_page=True,
    ),
    Geste(
        "relancer-les-avis",
        "candidature",
        candidatures.relancer_avis,
        "La relance est partie à qui n’a pas répondu.",
        journal="relancer_avis",
        libelle="Relancer",
        titre="Relancer qui n’a pas rendu son avis ?",
        possible=_avis_a_relancer,
        previent=True,
        est_dans_la_page=True,
    ),
    Geste(
        "retirer-une-demande-d-avis",
        "candidature",
        candidatures.retirer_demande_avis,
        "La demande d’avis est retirée, son lien personnel est fermé.",
        journal="retirer_avis",
        libelle="Retirer une demande",
        titre="Quelle demande d’avis retirez-vous ?",
        consequence="La personne ne voit plus ce dossier et son lien personnel se ferme. Vous pourrez la solliciter de nouveau.",
        formulaire=DemandeARetirer,
        possible=_avis_attendus,
        est_dans_la_page=True,
    ),
    Geste(
        "noter-un-deport",
        "candidature",
        candidatures.declarer_deport,
        "Le déport est noté : cette personne ne voit plus ce dossier nulle part.",
        journal="declarer_deport",
        libelle="Noter un déport",
        titre="Qui se déporte de ce dossier ?",
        consequence="Le dossier disparaît partout pour cette personne ; son avis, demandé ou rendu, ne compte plus.",
        formulaire=QuiSeDeporte,
        possible=toujours,
        est_dans_la_page=True,
    ),
    Geste(
        "lever-un-deport",
        "candidature",
        candidatures.lever_deport,
        "Le déport est levé. Si vous voulez son avis, demandez-le de nouveau.",
        journal="lever_deport",
        libelle="Lever un déport",
        titre="Quel déport levez-vous, et pourquoi ?",
        formulaire=LeveeDeDeport,
        possible=_deports,
        est_dans_la_page=True,
    ),
)
