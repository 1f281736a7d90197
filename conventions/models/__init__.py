"""The tripartite agreement, its template, what each side says of itself in it."""

from mentors.models import ModePaiement

from .convention import SANS_EFFET, Convention, EtatConvention, Modalite
from .modele import TRIPARTITE, Clause, Modele, VersionModele
from .partie import Cote, Partie, Verification

__all__ = [
    "SANS_EFFET",
    "TRIPARTITE",
    "Clause",
    "Convention",
    "Cote",
    "EtatConvention",
    "Modalite",
    "ModePaiement",
    "Modele",
    "Partie",
    "Verification",
    "VersionModele",
]
