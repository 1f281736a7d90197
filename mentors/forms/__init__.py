"""Forms: the card as the team opens it (equipe.py), as it is filled a part at a time (parties.py, lignes.py), the public proposal
(proposition.py)."""

from .equipe import FiltreProfils, Inscription, Savoirs
from .parties import PARTIES, Partie
from .proposition import Proposition

__all__ = ["PARTIES", "FiltreProfils", "Inscription", "Partie", "Proposition", "Savoirs"]
