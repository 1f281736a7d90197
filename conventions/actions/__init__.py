"""Writing functions on agreements: their template, preparation, emission, signature, seal, end."""

from .emission import emettre, produire_document
from .fin import annuler, defaire, liberer_le_reste
from .modele import charger_modele, dupliquer, renvoyer, soumettre, valider
from .preparation import preparer
from .sceau import planifier_les_sceaux, sceller
from .signature import verser_signee

__all__ = [
    "annuler",
    "charger_modele",
    "defaire",
    "dupliquer",
    "emettre",
    "liberer_le_reste",
    "planifier_les_sceaux",
    "preparer",
    "produire_document",
    "renvoyer",
    "sceller",
    "soumettre",
    "valider",
    "verser_signee",
]
