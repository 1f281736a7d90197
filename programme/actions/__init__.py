"""Writing functions on the frame: editions, quotas, budget lines, ledger."""

from .editions import achever_edition, creer_edition, ouvrir_edition, regler_poids, solder_edition
from .grand_livre import engager, liberer, payer, realiser
from .lignes import empechement_de_ligne, modifier_ligne
from .quotas import prendre_quota, rendre_quota

__all__ = [
    "achever_edition",
    "creer_edition",
    "empechement_de_ligne",
    "engager",
    "liberer",
    "modifier_ligne",
    "ouvrir_edition",
    "payer",
    "prendre_quota",
    "realiser",
    "regler_poids",
    "rendre_quota",
    "solder_edition",
]
