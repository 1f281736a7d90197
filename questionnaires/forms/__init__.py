"""Forms built from a version: one a step, read as typed or judged."""

from .affichage import elements
from .champs import Ligne, Texte, phrases
from .etape import RETIRER, Contexte, EtapeForm, Jugement
from .relecture import EtapeRelue, relire
from .saisie import conflits_en_phrases, nouvel_onglet, onglet_poste, retenir, revision_postee

__all__ = [
    "RETIRER",
    "Contexte",
    "EtapeForm",
    "EtapeRelue",
    "Jugement",
    "Ligne",
    "Texte",
    "conflits_en_phrases",
    "elements",
    "nouvel_onglet",
    "onglet_poste",
    "phrases",
    "relire",
    "retenir",
    "revision_postee",
]
