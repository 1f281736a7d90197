"""Writing functions of questionnaires: versions (versions), answers (reponses)."""

from .reponses import Conflits, enregistrer, joindre, ouvrir, remplacer, retirer
from .versions import charger, produire_fac_simile

__all__ = ["Conflits", "charger", "enregistrer", "joindre", "ouvrir", "produire_fac_simile", "remplacer", "retirer"]
