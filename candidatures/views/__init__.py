"""Pages of calls and requests, for visitors and applicants."""

from .appels import appel, appels, avancer_appel, commencer
from .dossier import detail, messages_du_dossier, piece, piece_du_fil, retirer
from .formulaire import formulaire

__all__ = [
    "appel",
    "appels",
    "avancer_appel",
    "commencer",
    "detail",
    "formulaire",
    "messages_du_dossier",
    "piece",
    "piece_du_fil",
    "retirer",
]
