"""Writing functions on agreements: their template, preparation, emission, signature, end."""

from .emission import emettre, produire_document
from .fin import annuler, defaire, liberer_le_reste
from .modele import charger_modele, dupliquer, renvoyer, soumettre, valider
from .preparation import preparer
from .signature import verser_signee

__all__ = [
    "annuler",
    "charger_modele",
    "defaire",
    "dupliquer",
    "emettre",
    "liberer_le_reste",
    "preparer",
    "produire_document",
    "renvoyer",
    "soumettre",
    "valider",
    "verser_signee",
]
