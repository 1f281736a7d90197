"""Writing functions on proposals (propositions.py), what is asked of them (questions.py), sessions (planification.py, seances.py,
differends.py), the journal (journal.py), pairs (fin.py)."""

from .agenda import renouveler_agenda
from .compte_rendu import CompteRendu
from .differends import contester, decider_absence, ecarter, maintenir, noter_absence
from .fin import abandonner, faire_vivre, terminer
from .journal import TEMOINS_AU_PLUS, Ecrit, Piece, corriger_au_journal, ecrire_au_journal, verser_temoin
from .planification import Plan, annuler_seance, deplacer, planifier
from .presences import RefusSeance
from .propositions import (
    accepter,
    confirmer,
    decliner,
    demander_la_confirmation_attendue,
    proposer,
    refuser,
    relancer,
    retirer,
)
from .questions import demander, repondre_question
from .rupture import rendre_le_reste, rompre
from .seances import declarer_tenue
from .termes import changer_les_termes, rendre_les_ajoutees

__all__ = [
    "TEMOINS_AU_PLUS",
    "CompteRendu",
    "Ecrit",
    "Piece",
    "Plan",
    "RefusSeance",
    "abandonner",
    "accepter",
    "annuler_seance",
    "changer_les_termes",
    "confirmer",
    "contester",
    "corriger_au_journal",
    "decider_absence",
    "declarer_tenue",
    "decliner",
    "demander",
    "demander_la_confirmation_attendue",
    "deplacer",
    "ecarter",
    "ecrire_au_journal",
    "faire_vivre",
    "maintenir",
    "noter_absence",
    "planifier",
    "proposer",
    "refuser",
    "relancer",
    "rendre_le_reste",
    "rendre_les_ajoutees",
    "renouveler_agenda",
    "repondre_question",
    "retirer",
    "rompre",
    "terminer",
    "verser_temoin",
]
