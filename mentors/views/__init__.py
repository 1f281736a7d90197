"""Pages: the team's in the admin (equipe.py), one's own card (personne.py), the filling they share (remplissage.py), the public proposal
(proposition.py)."""

from .equipe import changer_etat, fiche, inscrire, liste, noter, remplir, remplir_partie
from .personne import contact, mon_etat, profil, profil_partie, repondre_au_contact
from .proposition import proposer

__all__ = [
    "changer_etat",
    "contact",
    "fiche",
    "inscrire",
    "liste",
    "mon_etat",
    "noter",
    "profil",
    "profil_partie",
    "proposer",
    "remplir",
    "remplir_partie",
    "repondre_au_contact",
]
