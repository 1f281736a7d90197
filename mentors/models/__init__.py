"""Models of personnes-ressources: the profile (profil.py), what it knows and when it is free (savoir.py), who proposed it
(recommandation.py), what it chooses from (choix.py)."""

from .choix import Deplacement, Esthetique, EtatProfil, ModePaiement, Statut, Visibilite
from .profil import ProfilMentor
from .recommandation import Recommandation
from .savoir import Disponibilite, Savoir

__all__ = [
    "Deplacement",
    "Disponibilite",
    "Esthetique",
    "EtatProfil",
    "ModePaiement",
    "ProfilMentor",
    "Recommandation",
    "Savoir",
    "Statut",
    "Visibilite",
]
