"""Page-shaped reads: mon espace (fonds.py: what is read, taches.py: what to do, dossiers.py: where things stand, espace.py: the page),
home page and space of the committee (vitrine.py)."""

from .espace import Espace, espace
from .vitrine import Vitrine, appel_ouvert, chiffres_du_comite, derniers_rapports, vitrine

__all__ = ["Espace", "Vitrine", "appel_ouvert", "chiffres_du_comite", "derniers_rapports", "espace", "vitrine"]
