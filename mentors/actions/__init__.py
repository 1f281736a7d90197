"""Writing functions on profiles: opening and following a card (fiches.py), filling it (remplissage.py), who proposes somebody, their
answer, and forgetting those who never answer (recommandations.py)."""

from .fiches import Fiche, changer_etat, inscrire, ouvrir_fiche
from .recommandations import Proposee, accepter_contact, decliner_contact, faire_vivre, recommander
from .remplissage import Employeur, Periode, SavoirDit, changer_periodes, changer_savoirs, completer, rattacher, relire

__all__ = [
    "Employeur",
    "Fiche",
    "Periode",
    "Proposee",
    "SavoirDit",
    "accepter_contact",
    "changer_etat",
    "changer_periodes",
    "changer_savoirs",
    "completer",
    "decliner_contact",
    "faire_vivre",
    "inscrire",
    "ouvrir_fiche",
    "rattacher",
    "recommander",
    "relire",
]
