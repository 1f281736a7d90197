"""What follows: who accompanies, the agreement, the pair, and what is written on a file at any time."""

from accompagnements import actions as accompagnements
from accompagnements.models import Accompagnement
from candidatures import actions as candidatures
from conventions import actions as conventions
from conventions.models import Convention
from pilotage import actions
from pilotage.forms import (
    Confier,
    CorrectionDesTermes,
    DecisionAbsence,
    DecisionSeance,
    MotDuFil,
    MotifAbandon,
    MotifRupture,
    Note,
    Preparation,
    ReponseQuestion,
    Sollicitation,
)
from pilotage.lectures.dossier import Cibles, est_a_apparier

from .geste import Geste, rien_a_annoncer, toujours


def _sans_convention(cibles: Cibles) -> bool:
    """The pair exists and has no agreement yet."""
    paire = cibles.accompagnement
    return paire is not None and rien_a_annoncer(cibles) and paire.etat == Accompagnement.Etat.PREPARE and cibles.convention is None


def _a_commence(cibles: Cibles) -> bool:
    """A half-day was held: before, the pair is given up."""
    return cibles.accompagnement is not None and cibles.accompagnement.etat == Accompagnement.Etat.EN_COURS


def _reste_a_rendre(cibles: Cibles) -> bool:
    """A pair stopped, nobody else is asked, and half-days are left."""
    return bool(cibles.reste) and cibles.proposition is None and cibles.candidature.est_accordee


def _en_preparation(cibles: Cibles) -> bool:
    """An agreement is prepared, and not issued."""
    return cibles.convention is not None and cibles.convention.etat == Convention.Etat.PREPAREE


def _informations_attendues(cibles: Cibles) -> bool:
    """A side has not checked what the agreement says of it."""
    return _en_preparation(cibles) and cibles.convention.parties.a_verifier().exists()


def _sans_reponse(cibles: Cibles) -> bool:
    """Somebody was asked, and their delay is over."""
    return cibles.proposition is not None and cibles.proposition.est_en_retard


def _question_posee(cibles: Cibles) -> bool:
    """The personne-ressource asked something, and waits for the team."""
    return cibles.proposition is not None and cibles.proposition.question_depuis is not None


def _message_en_attente(cibles: Cibles) -> bool:
    """Somebody wrote, and the team has not answered."""
    return cibles.candidature.message_en_attente


SUITE = (
    Geste(
        "solliciter",
        "candidature",
        accompagnements.proposer,
        "La personne-ressource est sollicitée : elle a sept jours pour répondre.",
        journal="proposer",
        libelle="Solliciter",
        titre="Qui sollicitez-vous ?",
        formulaire=Sollicitation,
        possible=est_a_apparier,
        est_dans_la_page=True,
        previent=True,
    ),
    Geste(
        "repondre-a-la-question",
        "proposition",
        accompagnements.repondre_question,
        "Votre réponse part par courriel, avec sept jours de plus pour dire oui ou non.",
        journal="repondre_question",
        libelle="Répondre à sa question",
        titre="Que lui répondez-vous ?",
        consequence="La personne-ressource a de nouveau sept jours pour dire oui ou non.",
        formulaire=ReponseQuestion,
        possible=_question_posee,
        previent=True,
    ),
    Geste(
        "relancer",
        "proposition",
        accompagnements.relancer,
        "La relance est partie par courriel, avec sept jours de plus pour répondre.",
        journal="relancer",
        libelle="Relancer",
        possible=_sans_reponse,
        previent=True,
    ),
    Geste(
        "retirer-la-proposition",
        "proposition",
        accompagnements.retirer,
        "La proposition est retirée : vous pouvez solliciter quelqu’un d’autre.",
        transition="retirer",
        consequence="La personne-ressource en est prévenue par courriel. Vous pourrez solliciter quelqu’un d’autre.",
        est_discret=True,
        previent=True,
    ),
    Geste(
        "preparer-la-convention",
        "accompagnement",
        actions.preparer_convention,
        "La convention est préparée. Les deux côtés reçoivent un courriel pour vérifier leurs informations.",
        journal="preparer",
        libelle="Préparer la convention",
        titre="Que prévoit la convention ?",
        consequence="Chaque côté vérifie ensuite ce qu’elle dira de lui : fonction, structure, SIRET, qui la représente. "
        "Vous l’émettez après.",
        formulaire=Preparation,
        possible=_sans_convention,
        previent=True,
    ),
    Geste(
        "corriger-la-convention",
        "convention",
        actions.corriger_convention,
        "Les termes sont corrigés.",
        journal="corriger_preparation",
        libelle="Corriger les termes",
        titre="Que prévoit la convention ?",
        formulaire=CorrectionDesTermes,
        possible=_en_preparation,
    ),
    Geste(
        "relancer-les-informations",
        "convention",
        conventions.relancer_informations,
        "Le courriel est reparti à qui n’a pas encore vérifié ses informations.",
        journal="relancer_informations",
        libelle="Relancer la vérification",
        titre="Redemander de vérifier les informations ?",
        possible=_informations_attendues,
        previent=True,
        est_dans_la_page=True,
    ),
    Geste(
        "emettre-la-convention",
        "convention",
        conventions.emettre,
        "La convention est émise et son montant réservé. Le document se prépare.",
        transition="emettre",
        possible=rien_a_annoncer,
    ),
    Geste(
        "annuler-la-convention",
        "convention",
        conventions.annuler,
        "La convention est annulée : ce qui était réservé est libéré.",
        transition="annuler",
        consequence="Ce qu’elle réservait sur le budget est libéré ; si elle était émise, toutes les personnes qui "
        "devaient la signer en sont prévenues. "
        "Vous pourrez en préparer une autre.",
        est_discret=True,
        previent=True,
    ),
    Geste(
        "abandonner-l-accompagnement",
        "accompagnement",
        accompagnements.abandonner,
        "L’accompagnement est abandonné : les deux personnes lisent le motif dans leur courriel.",
        transition="abandonner",
        titre="Pourquoi abandonner cet accompagnement ?",
        consequence="Sa convention n’engage plus personne et ce qu’elle réservait sur le budget est libéré. Les demi-journées restent "
        "accordées à la structure : vous pourrez solliciter quelqu’un d’autre, ou classer le dossier sans suite.",
        formulaire=MotifAbandon,
        est_discret=True,
        previent=True,
    ),
    Geste(
        "compter-la-seance-contestee",
        "seance",
        accompagnements.maintenir,
        "C’est tranché : la séance compte. Les deux personnes le lisent dans leur courriel.",
        transition="maintenir",
        titre="Trancher la contestation : la séance compte ?",
        consequence="Elle compte de nouveau, et l’équipe ne revient plus dessus. Les deux personnes lisent votre mot.",
        formulaire=DecisionSeance,
        previent=True,
    ),
    Geste(
        "annuler-la-seance-contestee",
        "seance",
        accompagnements.ecarter,
        "C’est tranché : la séance est annulée. Les deux personnes le lisent dans leur courriel.",
        transition="ecarter",
        titre="Trancher la contestation : la séance est annulée ?",
        consequence="Elle ne compte pas. Si l’accompagnement est terminé, ses demi-journées retournent à la structure et au budget.",
        formulaire=DecisionSeance,
        previent=True,
    ),
    Geste(
        "decider-de-l-absence",
        "seance",
        accompagnements.decider_absence,
        "C’est décidé. Les deux personnes le lisent dans leur courriel.",
        transition="decider_absence",
        titre="Pour combien de demi-journées l’absence compte-t-elle ?",
        consequence="Ce que vous comptez l’est comme tenu : au budget, et sur la convention. Les deux personnes lisent votre mot.",
        formulaire=DecisionAbsence,
        previent=True,
    ),
    Geste(
        "terminer-l-accompagnement",
        "accompagnement",
        accompagnements.terminer,
        "L’accompagnement est réalisé : les évaluations de sortie partent.",
        transition="realiser",
        titre="L’accompagnement est-il terminé ?",
        consequence="Aucune autre demi-journée ne pourra être déclarée. Les évaluations de sortie partent aussitôt.",
        est_discret=True,
        previent=True,
    ),
    Geste(
        "arreter-l-accompagnement",
        "accompagnement",
        accompagnements.rompre,
        "L’accompagnement est interrompu : les deux personnes lisent pourquoi dans leur courriel.",
        transition="rompre",
        titre="Pourquoi arrêter cet accompagnement ?",
        consequence="Les séances prévues sont annulées et la convention est résiliée. Ce qui a été tenu reste acquis. Les demi-journées "
        "qui restent demeurent accordées à la structure : vous pourrez solliciter quelqu’un d’autre, ou les rendre.",
        formulaire=MotifRupture,
        possible=_a_commence,
        est_discret=True,
        previent=True,
    ),
    Geste(
        "rendre-le-reste",
        "candidature",
        accompagnements.rendre_le_reste,
        "Les demi-journées qui restaient sont rendues à la structure.",
        journal="rendre_le_reste",
        libelle="Rendre les demi-journées qui restent",
        titre="Rendre les demi-journées qui restent ?",
        consequence="Personne ne prend la suite de l’accompagnement interrompu. La structure pourra les demander de nouveau.",
        possible=_reste_a_rendre,
        est_discret=True,
        previent=True,
    ),
    Geste(
        "confier",
        "candidature",
        candidatures.confier,
        "C’est noté : la personne qui suit ce dossier a changé.",
        journal="confier",
        libelle="Confier",
        titre="À qui confiez-vous ce dossier ?",
        formulaire=Confier,
        possible=toujours,
        est_dans_la_page=True,
    ),
    Geste(
        "noter",
        "candidature",
        candidatures.noter,
        "La note est gardée, pour l’équipe seule.",
        journal="noter",
        libelle="Garder la note",
        titre="Que voulez-vous noter ?",
        formulaire=Note,
        possible=toujours,
        est_dans_la_page=True,
    ),
    Geste(
        "repondre",
        "candidature",
        candidatures.ecrire_message,
        "Votre message est envoyé.",
        libelle="Envoyer",
        titre="Que voulez-vous lui dire ?",
        formulaire=MotDuFil,
        possible=toujours,
        est_dans_la_page=True,
        previent=True,
    ),
    Geste(
        "rien-a-repondre",
        "candidature",
        candidatures.classer_messages,
        "Le message est classé : il n’attend plus de réponse.",
        journal="classer_messages",
        libelle="Rien à répondre",
        possible=_message_en_attente,
        est_dans_la_page=True,
    ),
)
