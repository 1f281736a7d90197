"""Page-shaped reads: who may be asked (appariement.py), what a request asks (besoin.py, proposition.py), where a pair stands (paire.py),
what comes next (suite.py)."""

from .appariement import Appariement, Ecartee, Suggestion, apparier
from .besoin import Besoin, CompetenceVisee, besoin, competences_visees, savoirs
from .paire import PageAccompagnement, cadre, competences, journal, page
from .proposition import PageProposition, page_proposition
from .suite import fermeture, suite

__all__ = [
    "Appariement",
    "Besoin",
    "CompetenceVisee",
    "Ecartee",
    "PageAccompagnement",
    "PageProposition",
    "Suggestion",
    "apparier",
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
