"""The states of a request, and the conditions of its transitions."""

from typing import TYPE_CHECKING

from django.db import models

from socle.workflow import condition

if TYPE_CHECKING:
    from .candidature import Candidature


class EtatCandidature(models.TextChoices):
    BROUILLON = "brouillon", "Brouillon"
    DEPOSEE = "deposee", "Déposée"
    COMPLEMENT_DEMANDE = "complement_demande", "Complément demandé"
    RECEVABLE = "recevable", "Recevable"
    IRRECEVABLE = "irrecevable", "Irrecevable"
    DIAGNOSTIQUEE = "diagnostiquee", "Diagnostiquée"
    EN_LISTE_ATTENTE = "en_liste_attente", "En liste d’attente"
    AJOURNEE = "ajournee", "Ajournée"
    ACCEPTEE = "acceptee", "Acceptée"
    REFUSEE = "refusee", "Refusée"
    REORIENTEE = "reorientee", "Réorientée"
    SANS_SUITE = "sans_suite", "Sans suite"
    RETIREE = "retiree", "Retirée"
    CLOSE = "close", "Close"


# Sent, and not decided yet: opinions are asked and given then. The decision closes them.
EN_EXAMEN = (EtatCandidature.DEPOSEE, EtatCandidature.COMPLEMENT_DEMANDE, EtatCandidature.RECEVABLE, EtatCandidature.DIAGNOSTIQUEE)
# What may still become an accompagnement, or is one.
VIVANTES = [
    EtatCandidature.DEPOSEE,
    EtatCandidature.COMPLEMENT_DEMANDE,
    EtatCandidature.RECEVABLE,
    EtatCandidature.DIAGNOSTIQUEE,
    EtatCandidature.EN_LISTE_ATTENTE,
    EtatCandidature.AJOURNEE,
    EtatCandidature.ACCEPTEE,
]
# A decision led out of the path.
SORTIES = [EtatCandidature.IRRECEVABLE, EtatCandidature.REFUSEE, EtatCandidature.REORIENTEE, EtatCandidature.SANS_SUITE]
# What a decision leads to: one value of Decision.Sens each.
DECIDEES = [EtatCandidature.EN_LISTE_ATTENTE, EtatCandidature.AJOURNEE, EtatCandidature.ACCEPTEE, *SORTIES]
# Where the decision that follows the interview is taken from.
A_DECIDER = [EtatCandidature.DIAGNOSTIQUEE, EtatCandidature.EN_LISTE_ATTENTE, EtatCandidature.AJOURNEE]


# Taking a decision back leads where the applicant never left: their delay runs on.
REPRISE = "reprendre_decision"


@condition("L’appel est fermé : votre brouillon est gardé, mais il ne peut plus être envoyé.")
def appel_ouvert(candidature: "Candidature") -> bool:
    """The call takes requests at this moment."""
    return candidature.appel.est_ouvert


@condition("Il manque des réponses : complétez le formulaire avant d’envoyer.")
def est_complete(candidature: "Candidature") -> bool:
    """The typed answers are there: structure, dispositif, people, objectives."""
    return bool(
        candidature.structure_id
        and candidature.dispositif_id
        and candidature.participants.filter(est_referente=True).exists()
        and candidature.objectifs.exists()
    )


@condition("Le diagnostic n’est pas encore rempli.")
def diagnostic_rempli(candidature: "Candidature") -> bool:
    """The diagnosis sheet is written, beyond a draft: its levels are T0."""
    return hasattr(candidature, "diagnostic") and candidature.diagnostic.redige_le is not None


@condition("Une décision attend d’être annoncée : envoyez-la, ou revenez dessus d’abord.")
def rien_a_annoncer(candidature: "Candidature") -> bool:
    """No decision is held: the next one would contradict it behind the back of the applicant."""
    return not candidature.etat_avant_annonce


@condition("Cette décision est déjà annoncée : on ne revient plus dessus.")
def decision_retenue(candidature: "Candidature") -> bool:
    """A decision is taken, and the applicant does not know it yet."""
    return bool(candidature.etat_avant_annonce)


@condition("Cette candidature est arrivée à son terme : il n’y a plus rien à retirer.")
def encore_en_cours(candidature: "Candidature") -> bool:
    """As far as the applicant knows, the request goes on."""
    return candidature.etat_visible in VIVANTES
