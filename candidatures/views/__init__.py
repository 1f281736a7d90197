"""Pages of calls and requests, for visitors and applicants; of opinions, for the committee."""

from .appels import appel, appels, avancer_appel, commencer
from .avis import avis, avis_piece, deport
from .diagnostic import approuver_diagnostic, contester_diagnostic, diagnostic
from .dossier import detail, messages_du_dossier, piece, piece_du_fil, retirer
from .formulaire import formulaire

__all__ = [
    "appel",
    "appels",
    "approuver_diagnostic",
    "avancer_appel",
    "avis",
    "avis_piece",
    "commencer",
    "contester_diagnostic",
    "deport",
    "detail",
    "diagnostic",
    "formulaire",
    "messages_du_dossier",
    "piece",
    "piece_du_fil",
    "retirer",
]
