"""The tripartite agreement, its template, what each side says of itself in it; who signs it, and the chain of evidence."""

from mentors.models import ModePaiement

from .convention import OUVERTS, SANS_EFFET, Convention, EtatConvention, Modalite, MotifAnnulation
from .modele import TRIPARTITE, Clause, Modele, VersionModele
from .partie import Cote, Partie, Verification
from .preuve import GenrePreuve, Preuve
from .signataire import CodeDeSignature, Signataire

__all__ = [
    "OUVERTS",
    "SANS_EFFET",
    "TRIPARTITE",
    "Clause",
    "CodeDeSignature",
    "Convention",
    "Cote",
    "EtatConvention",
    "GenrePreuve",
    "Modalite",
    "ModePaiement",
    "Modele",
    "MotifAnnulation",
    "Partie",
    "Preuve",
    "Signataire",
    "Verification",
    "VersionModele",
]
