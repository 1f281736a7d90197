"""The signatures of an agreement or of an avenant: paper, reminders, links, who signs instead."""

from conventions import actions as conventions
from pilotage.forms import Exemplaire, RelanceSignature, Remplacement, UnLien

from .geste import Geste

SIGNATURES = (
    Geste(
        "verser-l-exemplaire-signe",
        "a_signer",
        conventions.verser_signee,
        "L’exemplaire signé est versé.",
        journal="verser_exemplaire",
        libelle="Verser un exemplaire signé",
        titre="Où est l’exemplaire signé ?",
        consequence="Pour les personnes qui ont signé sur papier. Quand plus aucune signature ne manque, la convention ou l’avenant "
        "prend effet.",
        formulaire=Exemplaire,
    ),
    Geste(
        "relancer-la-signature",
        "a_signer",
        conventions.relancer,
        "Le rappel est parti par courriel.",
        journal="relancer_signature",
        libelle="Relancer les signataires",
        titre="Qui relancez-vous ?",
        formulaire=RelanceSignature,
        previent=True,
    ),
    Geste(
        "renouveler-un-lien",
        "a_signer",
        conventions.renouveler,
        "Un nouveau lien est parti par courriel, l’ancien ne sert plus.",
        journal="renouveler_lien",
        libelle="Renouveler un lien",
        titre="Quel lien renouvelez-vous ?",
        consequence="L’ancien lien ne sert plus, et la limite du nombre de codes repart de zéro.",
        formulaire=UnLien,
        previent=True,
        est_dans_la_page=True,
    ),
    Geste(
        "fermer-un-lien",
        "a_signer",
        conventions.revoquer,
        "Le lien est fermé : il n’ouvre plus rien.",
        journal="revoquer_lien",
        libelle="Fermer un lien",
        titre="Quel lien fermez-vous ?",
        consequence="La personne ne peut plus signer par ce lien et ne reçoit plus de rappel, jusqu’à ce que vous le renouveliez.",
        formulaire=UnLien,
        est_dans_la_page=True,
    ),
    Geste(
        "remplacer-un-signataire",
        "a_signer",
        conventions.remplacer,
        "C’est corrigé : la nouvelle invitation est partie, l’ancien lien ne sert plus.",
        journal="remplacer_signataire",
        libelle="Corriger ou remplacer un signataire",
        titre="Qui signe à sa place ?",
        consequence="Pour une adresse fausse, ou quand une autre personne représente la structure. Le document à signer, lui, "
        "ne change pas : si un nom doit y être corrigé, annulez-le et préparez-en un autre.",
        formulaire=Remplacement,
        previent=True,
        est_dans_la_page=True,
    ),
)
