"""The study of a request: recevabilité, complements, diagnosis."""

from typing import Any

from candidatures import actions as candidatures
from candidatures.models import A_DECIDER, Candidature
from pilotage.forms import Complement, Entretenir, Prolongation, Reouverture
from pilotage.lectures.dossier import Cibles

from .geste import Geste, rien_a_annoncer


def _complement_attendu(cibles: Cibles) -> bool:
    """The structure is asked to complete its request."""
    return cibles.candidature.etat == Candidature.Etat.COMPLEMENT_DEMANDE


def _complement_a_rouvrir(cibles: Cibles) -> bool:
    """A complement was answered, and the request is still where it may be asked again."""
    candidature: Any = cibles.candidature
    return candidature.complement_recu and candidature.etat in {Candidature.Etat.DEPOSEE, Candidature.Etat.RECEVABLE}


def _diagnostic_a_corriger(cibles: Cibles) -> bool:
    """The diagnosis is written, and the decision not taken."""
    return cibles.candidature.etat in A_DECIDER and rien_a_annoncer(cibles)


def _diagnostic_a_partager(cibles: Cibles) -> bool:
    """The applicant has not read it yet."""
    return _diagnostic_a_corriger(cibles) and cibles.candidature.diagnostic.partage_le is None


INSTRUCTION = (
    Geste(
        "declarer-recevable",
        "candidature",
        candidatures.declarer_recevable,
        "La candidature est recevable : la personne qui l’a déposée en est prévenue.",
        transition="declarer_recevable",
        previent=True,
    ),
    Geste(
        "demander-un-complement",
        "candidature",
        candidatures.demander_complement,
        "Le complément est demandé : sa réponse ramènera le dossier dans vos files.",
        transition="demander_complement",
        titre="Que lui demandez-vous de compléter ?",
        consequence="Un courriel part aussitôt. Rien ne se décide tant que la réponse est attendue.",
        formulaire=Complement,
        previent=True,
    ),
    Geste(
        "rouvrir-le-complement",
        "candidature",
        candidatures.rouvrir_complement,
        "Le complément est rouvert : la structure en est prévenue par courriel.",
        journal="rouvrir_complement",
        libelle="Rouvrir le complément",
        titre="Que faut-il encore préciser ?",
        formulaire=Reouverture,
        possible=_complement_a_rouvrir,
        est_discret=True,
        previent=True,
    ),
    Geste(
        "prolonger-le-complement",
        "candidature",
        candidatures.prolonger_complement,
        "Le complément est prolongé : la structure en est prévenue par courriel.",
        journal="prolonger_complement",
        libelle="Prolonger",
        titre="Jusqu’à quand ?",
        formulaire=Prolongation,
        possible=_complement_attendu,
        previent=True,
    ),
    Geste(
        "annuler-le-complement",
        "candidature",
        candidatures.annuler_complement,
        "La demande est annulée : le dossier revient où il en était.",
        transition="annuler_complement",
        consequence="La structure est prévenue par courriel qu’elle n’a plus rien à envoyer.",
        est_discret=True,
        previent=True,
    ),
    Geste(
        "diagnostiquer",
        "candidature",
        candidatures.diagnostiquer,
        "Le diagnostic est noté.",
        transition="diagnostiquer",
        titre="Que dit l’entretien ?",
        formulaire=Entretenir,
        brouillon=candidatures.ebaucher_diagnostic,
        apporte_la_condition=True,
    ),
    Geste(
        "partager-le-diagnostic",
        "candidature",
        candidatures.partager_diagnostic,
        "Le diagnostic est partagé : la personne qui porte la demande le lit et dit si elle est d’accord.",
        journal="partager_diagnostic",
        libelle="Partager le diagnostic",
        possible=_diagnostic_a_partager,
        previent=True,
    ),
    Geste(
        "corriger-le-diagnostic",
        "candidature",
        candidatures.corriger_diagnostic,
        "Le diagnostic est corrigé.",
        journal="corriger_diagnostic",
        libelle="Corriger le diagnostic",
        titre="Que dit l’entretien ?",
        consequence="Si la personne qui porte la demande avait déjà répondu, son accord lui est demandé à nouveau, par courriel.",
        formulaire=Entretenir,
        brouillon=candidatures.ebaucher_diagnostic,
        possible=_diagnostic_a_corriger,
    ),
)
