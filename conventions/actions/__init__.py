"""Writing functions on agreements: preparation, emission, signature, end."""

from .emission import emettre, produire_document
from .fin import annuler, defaire, liberer_le_reste
from .preparation import preparer
from .signature import verser_signee

__all__ = ["annuler", "defaire", "emettre", "liberer_le_reste", "preparer", "produire_document", "verser_signee"]
