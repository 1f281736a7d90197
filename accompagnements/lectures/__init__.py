"""Page-shaped reads: what a request asks (besoin.py, proposition.py), where a pair stands (paire.py), what comes next (suite.py)."""

from .besoin import Besoin, CompetenceVisee, besoin, competences_visees, savoirs
from .paire import PageAccompagnement, cadre, competences, journal, page
from .proposition import PageProposition, page_proposition
from .suite import fermeture, suite

__all__ = [
    "Besoin",
    "CompetenceVisee",
    "PageAccompagnement",
    "PageProposition",
    "besoin",
    "cadre",
    "competences",
    "competences_visees",
    "fermeture",
    "journal",
    "page",
    "page_proposition",
    "savoirs",
    "suite",
]
