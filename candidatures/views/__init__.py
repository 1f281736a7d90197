"""Pages of calls and requests, for visitors and applicants; of opinions, for the committee."""

from .appels import appel, appels, avancer_appel, commencer
from .avis import avis, avis_piece, deport
from .dossier import detail, messages_du_dossier, piece, piece_du_fil, retirer
from .formulaire import formulaire

__all__ = [
    "appel",
    "appels",
    "avancer_appel",
    "avis",
    "avis_piece",
    "commencer",
    "deport",
    "detail",
    "formulaire",
    "messages_du_dossier",
    "piece",
    "piece_du_fil",
    "retirer",
]
