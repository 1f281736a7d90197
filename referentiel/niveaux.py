"""The scale of levels 0 to 4, the same for every competence and at every moment (declared, aimed at, T0, T1, T2). No query."""

from django.db.models import IntegerChoices


class Niveau(IntegerChoices):
    """How far one person is on one competence; `label` names the level, `mot` fits in a button, `phrase` is what the person would say."""

    PAS_ENCORE = 0, "Pas encore"
    NOTIONS = 1, "Notions"
    PRATIQUE_GUIDEE = 2, "Pratique guidée"
    AUTONOMIE = 3, "Autonomie"
    EXPERTISE = 4, "Expertise et transmission"

    @property
    def mot(self) -> str:
        """One or two words, lower case."""
        return _MOTS[self]

    @property
    def phrase(self) -> str:
        """A sentence in the first person."""
        return _PHRASES[self]


_MOTS = {
    Niveau.PAS_ENCORE: "pas encore",
    Niveau.NOTIONS: "notions",
    Niveau.PRATIQUE_GUIDEE: "avec appui",
    Niveau.AUTONOMIE: "autonomie",
    Niveau.EXPERTISE: "transmission",
}
_PHRASES = {
    Niveau.PAS_ENCORE: "Je ne suis pas concerné·e, ou pas encore.",
    Niveau.NOTIONS: "Je connais le vocabulaire, j’observe.",
    Niveau.PRATIQUE_GUIDEE: "Je fais avec un appui ou un modèle.",
    Niveau.AUTONOMIE: "Je fais seul·e, j’adapte, je contrôle le résultat.",
    Niveau.EXPERTISE: "Je conçois, j’améliore, j’explique à d’autres.",
}

# What is expected of a personne-ressource on the subject they pass on.
NIVEAU_MENTOR_MINIMUM = Niveau.AUTONOMIE
NIVEAU_MENTOR_CONSEILLE = Niveau.EXPERTISE
