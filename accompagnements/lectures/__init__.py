"""Page-shaped reads: who may be asked (appariement.py), what a request asks (besoin.py, proposition.py), where a pair stands (paire.py),
what comes next (suite.py), what is left when it stopped (reste.py), its journal (journal.py), the
sessions of a person (agenda.py)."""

from .agenda import SeanceNotee, agenda
from .appariement import Appariement, Ecartee, Suggestion, apparier
from .besoin import Besoin, CompetenceVisee, besoin, competences_visees, savoirs
from .journal import Journal, entrees, fermeture_du_journal, lire_journal, refus_de_corriger
from .paire import PageAccompagnement, PageRupture, cadre, competences, journal, page, page_rupture
from .proposition import PageProposition, page_proposition
from .reste import a_reaffecter, a_trancher_d_abord, refus_de_reaffecter, reste_accorde
from .seance import PageSeance, Seances, page_seance, ranger
from .suite import OUVERTS, fermeture, suite
from .termes import Termes, empechement_des_termes

__all__ = [
    "OUVERTS",
    "Appariement",
    "Besoin",
    "CompetenceVisee",
    "Ecartee",
    "Journal",
    "PageAccompagnement",
    "PageProposition",
    "PageRupture",
    "PageSeance",
    "SeanceNotee",
    "Seances",
    "Suggestion",
    "Termes",
    "a_reaffecter",
    "a_trancher_d_abord",
    "agenda",
    "apparier",
    "besoin",
    "cadre",
    "competences",
    "competences_visees",
    "empechement_des_termes",
    "entrees",
    "fermeture",
    "fermeture_du_journal",
    "journal",
    "lire_journal",
    "page",
    "page_proposition",
    "page_rupture",
    "page_seance",
    "ranger",
    "refus_de_corriger",
    "refus_de_reaffecter",
    "reste_accorde",
    "savoirs",
    "suite",
]
