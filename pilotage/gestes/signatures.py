"""The signatures of an agreement: paper, reminders, links, who signs instead."""

from conventions import actions as conventions
from conventions.models import Convention
from pilotage.forms import Exemplaire, RelanceSignature, Remplacement, UnLien
from pilotage.lectures.dossier import Cibles

from .geste import Geste


def _a_signer(cibles: Cibles) -> bool:
    """The agreement is issued, its document is ready, and somebody has not signed."""
    convention = cibles.convention
    return convention is not None and convention.etat == Convention.Etat.EMISE and convention.document_id is not None


SIGNATURES = (
    Geste(
        "verser-l-exemplaire-signe",
        "convention",
        conventions.verser_signee,
        "L’exemplaire signé est versé.",
        journal="verser_exemplaire",
        libelle="Verser un exemplaire signé",
        titre="Où est l’exemplaire signé ?",
        consequence="Pour les personnes qui ont signé sur papier. Quand plus aucune signature ne manque, les séances peuvent commencer.",
        formulaire=Exemplaire,
        possible=_a_signer,
    ),
    Geste(
        "relancer-la-signature",
        "convention",
        conventions.relancer,
        "Le rappel est parti par courriel.",
        journal="relancer_signature",
        libelle="Relancer les signataires",
        titre="Qui relancez-vous ?",
        formulaire=RelanceSignature,
        possible=_a_signer,
        previent=True,
    ),
    Geste(
        "renouveler-un-lien",
        "convention",
        conventions.renouveler,
        "Un nouveau lien est parti par courriel, l’ancien ne sert plus.",
        journal="renouveler_lien",
        libelle="Renouveler un lien",
        titre="Quel lien renouvelez-vous ?",
        consequence="L’ancien lien ne sert plus, et la limite du nombre de codes repart de zéro.",
        formulaire=UnLien,
        possible=_a_signer,
        previent=True,
        est_dans_la_page=True,
    ),
    Geste(
        "fermer-un-lien",
        "convention",
        conventions.revoquer,
        "Le lien est fermé : il n’ouvre plus rien.",
        journal="revoquer_lien",
        libelle="Fermer un lien",
        titre="Quel lien fermez-vous ?",
        consequence="La personne ne peut plus signer par ce lien et ne reçoit plus de rappel, jusqu’à ce que vous le renouveliez.",
        formulaire=UnLien,
        possible=_a_signer,
        est_dans_la_page=True,
    ),
    Geste(
        "remplacer-un-signataire",
        "convention",
        conventions.remplacer,
        "C’est corrigé : la nouvelle invitation est partie, l’ancien lien ne sert plus.",
        journal="remplacer_signataire",
        libelle="Corriger ou remplacer un signataire",
        titre="Qui signe à sa place ?",
        consequence="Pour une adresse fausse, ou quand une autre personne représente la structure. Le texte de la convention, lui, "
        "ne change pas : si un nom doit y être corrigé, annulez-la et préparez-en une autre.",
        formulaire=Remplacement,
        possible=_a_signer,
        previent=True,
        est_dans_la_page=True,
    ),
)
