"""Page-shaped reads: queues and list (files.py, triage.py), the all-in-one file (dossier.py, journal.py), the morning (matinee.py), the
figures of the programme (chiffres.py, niveaux.py)."""

from .chiffres import chiffres_du_rapport
from .periode import Periode

__all__ = ["Periode", "chiffres_du_rapport"]
