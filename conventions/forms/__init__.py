"""Forms of agreements: what a side says of itself, what the committee says of the template."""

from .informations import Informations
from .modele import DecisionDuComite, Exemple

__all__ = ["DecisionDuComite", "Exemple", "Informations"]
