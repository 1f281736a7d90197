"""On requests: by the applicant (depot), the pilot (instruction, suivi), both (messages), the committee (avis); on calls (appels)."""

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
from .depot import commencer, deposer, enregistrer_brouillon, joindre_piece, retirer, retirer_piece
from .instruction import (
    Entretien,
    accepter,
    classer_sans_suite,
    declarer_irrecevable,
    declarer_recevable,
    diagnostiquer,
    refuser,
)
from .messages import classer_messages, ecrire_message
from .suivi import confier, refus_de_confier

__all__ = [
    "EcritEntreTemps",
    "Entretien",
    "accepter",
    "apprecier",
    "changer_etat_appel",
    "classer_messages",
    "classer_sans_suite",
    "commencer",
    "confier",
    "declarer_deport",
    "declarer_irrecevable",
    "declarer_recevable",
    "demander_avis",
    "demander_avis_au_comite",
    "deposer",
    "diagnostiquer",
    "ecrire_message",
    "enregistrer_brouillon",
    "joindre_piece",
    "lever_deport",
    "noter",
    "poser_criteres",
    "rappeler_les_avis",
    "refus_de_confier",
    "refus_de_demander_avis",
    "refuser",
    "relancer_avis",
    "rendre_avis",
    "retirer",
    "retirer_demande_avis",
    "retirer_piece",
]
