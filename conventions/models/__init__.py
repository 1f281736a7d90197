"""The tripartite agreement."""

from mentors.models import ModePaiement

from .convention import SANS_EFFET, Convention, EtatConvention

__all__ = ["SANS_EFFET", "Convention", "EtatConvention", "ModePaiement"]
