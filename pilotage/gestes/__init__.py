"""The gestures of the team on a file: each names its button, the form it opens, the action it calls, what the page says afterwards."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from accompagnements import actions as accompagnements
from accompagnements.models import Accompagnement
from candidatures import actions as candidatures
from conventions import actions as conventions
from conventions.models import Convention
from pilotage import actions
from pilotage.forms import (
    Accord,
    Confier,
    Entretenir,
    Exemplaire,
    MotDuFil,
    Motif,
    MotifAbandon,
    Note,
    Preparation,
    Sollicitation,
)
from pilotage.lectures.dossier import Cibles, est_a_apparier
from socle.acteurs import Acteur
from socle.workflow import boutons

from .avis import AVIS
from .geste import Geste, toujours

# The objects a gesture may act on, in the order of their buttons: what came last in the path first.
OBJETS = ("convention", "accompagnement", "proposition", "candidature")


def _sans_convention(cibles: Cibles) -> bool:
    """The pair exists and has no agreement yet."""
    paire = cibles.accompagnement
    return paire is not None and paire.etat == Accompagnement.Etat.PREPARE and cibles.convention is None


def _rien_d_engage(cibles: Cibles) -> bool:
    """No agreement was issued: nobody is bound yet."""
    paire, convention = cibles.accompagnement, cibles.convention
    paire_libre = paire is None or paire.etat == Accompagnement.Etat.PREPARE
    return paire_libre and (convention is None or convention.etat == Convention.Etat.PREPAREE)


def _sans_reponse(cibles: Cibles) -> bool:
    """Somebody was asked, and their delay is over."""
    return cibles.proposition is not None and cibles.proposition.est_en_retard


def _message_en_attente(cibles: Cibles) -> bool:
    """Somebody wrote, and the team has not answered."""
    return cibles.candidature.message_en_attente


GESTES = (
    Geste(
        "declarer-recevable",
        "candidature",
        candidatures.declarer_recevable,
        "La candidature est recevable : la personne qui l’a déposée en est prévenue.",
        transition="declarer_recevable",
        previent=True,
    ),
    Geste(
        "declarer-irrecevable",
        "candidature",
        candidatures.declarer_irrecevable,
        "La candidature est irrecevable : la personne qui l’a déposée lit le motif dans son courriel.",
        transition="declarer_irrecevable",
        titre="Pourquoi cette candidature est-elle irrecevable ?",
        formulaire=Motif,
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
        apporte_la_condition=True,
    ),
    Geste(
        "accepter",
        "candidature",
        accompagnements.accorder,
        "La candidature est acceptée : les demi-journées sont réservées pour la structure.",
        transition="accepter",
        titre="Que lui accordez-vous ?",
        consequence="La décision part par courriel ; les demi-journées sont prises sur ce qui reste à la structure.",
        formulaire=Accord,
        previent=True,
        montre_les_avis=True,
    ),
    Geste(
        "refuser",
        "candidature",
        candidatures.refuser,
        "La candidature est refusée : la personne qui l’a déposée lit le motif dans son courriel.",
        transition="refuser",
        titre="Pourquoi la refuser ?",
        formulaire=Motif,
        est_discret=True,
        previent=True,
        montre_les_avis=True,
    ),
    Geste(
        "classer-sans-suite",
        "candidature",
        candidatures.classer_sans_suite,
        "Le dossier est classé sans suite.",
        transition="classer_sans_suite",
        titre="Pourquoi classer ce dossier sans suite ?",
        consequence="Ce qui était accordé est rendu à la structure, la personne-ressource sollicitée est prévenue.",
        formulaire=Motif,
        possible=_rien_d_engage,
        est_discret=True,
        previent=True,
    ),
    *AVIS,
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
        "La convention est préparée : relisez-la, puis émettez-la.",
        journal="preparer",
        libelle="Préparer la convention",
        titre="Que prévoit la convention ?",
        formulaire=Preparation,
        possible=_sans_convention,
    ),
    Geste(
        "emettre-la-convention",
        "convention",
        conventions.emettre,
        "La convention est émise et son montant réservé. Le document se prépare.",
        transition="emettre",
    ),
    Geste(
        "verser-l-exemplaire-signe",
        "convention",
        conventions.verser_signee,
        "L’exemplaire signé est versé : les séances peuvent commencer.",
        transition="signer",
        titre="Où est l’exemplaire signé ?",
        formulaire=Exemplaire,
    ),
    Geste(
        "annuler-la-convention",
        "convention",
        conventions.annuler,
        "La convention est annulée : ce qui était réservé est libéré.",
        transition="annuler",
        consequence="Ce qu’elle réservait sur le budget est libéré ; si elle était émise, les deux personnes en sont prévenues. "
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
PAR_CODE = {geste.code: geste for geste in GESTES}
_PAR_TRANSITION = {(geste.objet, geste.transition): geste for geste in GESTES if geste.transition}


@dataclass(frozen=True)
class GesteOuvert:
    """A gesture as drawn now: `empechement` is the sentence that explains why it is greyed, "" when it is open."""

    geste: Geste
    libelle: str
    empechement: str = ""


def ouverts(cibles: Cibles, acteur: Acteur) -> list[GesteOuvert]:
    """Return the gestures of the team on a file now, the discreet ones last."""
    trouves = [ouvert for objet in OBJETS if (cible := getattr(cibles, objet)) for ouvert in _de_l_objet(objet, cible, cibles, acteur)]
    return sorted(trouves, key=lambda ouvert: ouvert.geste.est_discret)


def _de_l_objet(objet: str, cible: Any, cibles: Cibles, acteur: Acteur) -> Iterator[GesteOuvert]:
    for geste in GESTES:
        if geste.objet == objet and not geste.transition and geste.est_possible(cibles):
            yield GesteOuvert(geste, geste.libelle)
    for bouton in boutons(cible, acteur):
        geste_ = _PAR_TRANSITION.get((objet, bouton.nom))
        if geste_ and geste_.est_possible(cibles):
            yield GesteOuvert(geste_, bouton.libelle, "" if geste_.apporte_la_condition else bouton.empechement)


def ouvert(geste: Geste, cibles: Cibles, acteur: Acteur) -> GesteOuvert | None:
    """Return this gesture as drawn now, None when the file is past it."""
    return next((trouve for trouve in ouverts(cibles, acteur) if trouve.geste == geste), None)
