"""Pages of calls and requests, for visitors and applicants; of opinions, for the committee."""

from .appels import appel, appels, avancer_appel, commencer, fac_simile
from .avis import avis, avis_piece, deport
from .complement import complement
from .diagnostic import approuver_diagnostic, contester_diagnostic, diagnostic
from .dossier import detail, messages_du_dossier, piece, piece_du_fil, reponses, retirer
from .formulaire import etape, formulaire, recapitulatif

__all__ = [
    "appel",
    "appels",
    "approuver_diagnostic",
    "avancer_appel",
    "avis",
    "avis_piece",
    "commencer",
    "complement",
    "contester_diagnostic",
    "deport",
    "detail",
    "diagnostic",
    "etape",
    "fac_simile",
    "formulaire",
    "messages_du_dossier",
    "piece",
    "piece_du_fil",
    "recapitulatif",
    "reponses",
    "retirer",
]
