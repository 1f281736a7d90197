"""Page-shaped reads: answers (reponses.py), levels before and after (niveaux.py), the card of the page of a pair (encart.py)."""

from .encart import encart
from .niveaux import NiveauxCompetence, competences_a_situer, niveaux_par_competence
from .reponses import BlocLu, ReponseLue, relire

__all__ = ["BlocLu", "NiveauxCompetence", "ReponseLue", "competences_a_situer", "encart", "niveaux_par_competence", "relire"]
