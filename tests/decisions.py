"""The decisions on a request, as tests take them."""

from collections.abc import Callable
from datetime import timedelta

from candidatures import actions as a_candidatures
from candidatures.models import Candidature, CauseSansSuite, Orientation
from comptes.acteurs import ActeurPersonne
from socle import horloge

# What each decision says, and the state it is taken from here (the interview took place when it is "diagnostiquee").
DECISIONS: dict[str, tuple[str, Callable[[Candidature, ActeurPersonne], Candidature]]] = {
    "irrecevable": ("deposee", lambda c, a: a_candidatures.declarer_irrecevable(c, motif="Hors du territoire.", acteur=a)),
    "sans_suite": (
        "recevable",
        lambda c, a: a_candidatures.classer_sans_suite(
            c, motif="Aucune personne-ressource.", cause=CauseSansSuite.AUCUNE_PERSONNE_RESSOURCE, acteur=a
        ),
    ),
    "reorientee": (
        "recevable",
        lambda c, a: a_candidatures.reorienter(
            c, orientation=Orientation.DLA, motif="Votre question porte sur le modèle économique.", acteur=a
        ),
    ),
    "refusee": ("diagnostiquee", lambda c, a: a_candidatures.refuser(c, motif="Le besoin relève d’un autre dispositif.", acteur=a)),
    "en_liste_attente": ("diagnostiquee", lambda c, a: a_candidatures.mettre_en_attente(c, acteur=a)),
    "ajournee": (
        "diagnostiquee",
        lambda c, a: a_candidatures.ajourner(
            c, motif="Votre festival passe d’abord.", jusqu_au=horloge.aujourdhui() + timedelta(days=60), acteur=a
        ),
    ),
}
