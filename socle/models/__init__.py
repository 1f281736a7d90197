"""Models of the ground."""

from .courriel import Courriel
from .document import DocumentProduit
from .dossier import Compteur, Deport, Derogation, Dossier, DossierQuerySet, filtrer_deports
from .etats import ModeleAEtats
from .fichier import Fichier
from .horloge import Decalage
from .journal import Consultation, Evenement
from .message import Message
from .travail import Travail

__all__ = [
    "Compteur",
    "Consultation",
    "Courriel",
    "Decalage",
    "Deport",
    "Derogation",
    "DocumentProduit",
    "Dossier",
    "DossierQuerySet",
    "Evenement",
    "Fichier",
    "Message",
    "ModeleAEtats",
    "Travail",
    "filtrer_deports",
]
