"""On requests: the applicant (depot), the pilot (instruction, decisions, suivi), both (messages), the committee (avis); calls (appels)."""

from .appels import changer_etat_appel, poser_criteres
from .appreciation import EcritEntreTemps, apprecier, noter
from .avis import (
    declarer_deport,
    demander_avis,
    demander_avis_au_comite,
    lever_deport,
    rappeler_les_avis,
    refus_de_demander_avis,
    relancer_avis,
    rendre_avis,
    retirer_demande_avis,
)
from .complements import (
    annuler_complement,
    demander_complement,
    prolonger_complement,
    rappeler_les_complements,
    recevoir_complement,
    rouvrir_complement,
)
from .copie import produire_copie
from .decisions import (
    accepter,
    ajourner,
    annoncer_decision,
    classer_sans_suite,
    declarer_irrecevable,
    mettre_en_attente,
    refus_d_annoncer,
    refuser,
    reorienter,
    reprendre_decision,
)
from .depot import Enregistrement, commencer, completer, deposer, enregistrer_brouillon, joindre_piece, retirer, retirer_piece
from .diagnostic import (
    Entretien,
    approuver_diagnostic,
    contester_diagnostic,
    corriger_diagnostic,
    diagnostiquer,
    ebaucher_diagnostic,
    partager_diagnostic,
)
from .instruction import declarer_recevable
from .messages import classer_messages, ecrire_message
from .suivi import confier, refus_de_confier

__all__ = [
    "EcritEntreTemps",
    "Enregistrement",
    "Entretien",
    "accepter",
    "ajourner",
    "annoncer_decision",
    "annuler_complement",
    "apprecier",
    "approuver_diagnostic",
    "changer_etat_appel",
    "classer_messages",
    "classer_sans_suite",
    "commencer",
    "completer",
    "confier",
    "contester_diagnostic",
    "corriger_diagnostic",
    "declarer_deport",
    "declarer_irrecevable",
    "declarer_recevable",
    "demander_avis",
    "demander_avis_au_comite",
    "demander_complement",
    "deposer",
    "diagnostiquer",
    "ebaucher_diagnostic",
    "ecrire_message",
    "enregistrer_brouillon",
    "joindre_piece",
    "lever_deport",
    "mettre_en_attente",
    "noter",
    "partager_diagnostic",
    "poser_criteres",
    "produire_copie",
    "prolonger_complement",
    "rappeler_les_avis",
    "rappeler_les_complements",
    "recevoir_complement",
    "refus_d_annoncer",
    "refus_de_confier",
    "refus_de_demander_avis",
    "refuser",
    "relancer_avis",
    "rendre_avis",
    "reorienter",
    "reprendre_decision",
    "retirer",
    "retirer_demande_avis",
    "retirer_piece",
    "rouvrir_complement",
]
