"""Models of the ground."""

from .courriel import Courriel
from .document import DocumentProduit
from .dossier import Compteur, Deport, Derogation, Dossier, filtrer_dossiers
from .etats import ModeleAEtats
from .fichier import Fichier
from .horloge import Decalage
from .journal import Consultation, Evenement
from .message import Message
from .travail import Travail, TravailQuerySet

__all__ = [
    "Compteur",
    "Consultation",
    "Courriel",
    "Decalage",
    "Deport",
    "Derogation",
    "DocumentProduit",
    "Dossier",
    "Evenement",
    "Fichier",
    "Message",
    "ModeleAEtats",
    "Travail",
    "TravailQuerySet",
    "filtrer_dossiers",
]
