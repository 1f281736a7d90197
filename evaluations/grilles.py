"""The questions of each evaluation, short enough for five minutes on a phone. Pure: the forms and the readings are built from these."""

from dataclasses import dataclass
from enum import StrEnum


class Genre(StrEnum):
    """How a question is answered."""

    OBJECTIFS = "objectifs"  # one choice per objective of the request
    NIVEAUX = "niveaux"  # one level 0–4 per competence of the diagnosis
    CHOIX = "choix"
    TEXTE = "texte"
    NOTE = "note"  # 0–10
    HEURES = "heures"


@dataclass(frozen=True)
class Question:
    """One question; `choix` are (code, words) pairs. In the texts, {mentor}, {accompagne} and {structure} take their names."""

    code: str
    libelle: str
    genre: Genre
    choix: tuple[tuple[str, str], ...] = ()
    aide: str = ""
    requise: bool = True


@dataclass(frozen=True)
class Bloc:
    """A few questions under one title."""

    titre: str
    questions: tuple[Question, ...]


Grille = tuple[Bloc, ...]

ATTEINTE = (("non", "Non"), ("partiellement", "En partie"), ("oui", "Oui"), ("depasse", "Au-delà"))
# Four points without a midpoint: one leans to a side.
ACCORD = (("pas_du_tout", "Pas du tout"), ("plutot_non", "Plutôt non"), ("plutot_oui", "Plutôt oui"), ("tout_a_fait", "Tout à fait"))
DUREE = (("trop_courte", "Trop courte"), ("juste", "Juste"), ("trop_longue", "Trop longue"))
USAGE = (("quotidien", "Tous les jours"), ("hebdomadaire", "Chaque semaine"), ("rarement", "Rarement"), ("jamais", "Jamais"))
TRANSMIS = (("non", "Non"), ("une_personne", "À une personne"), ("plusieurs", "À plusieurs"))
CONTACT = (("regulier", "Oui, régulièrement"), ("parfois", "De temps en temps"), ("non", "Non"))
ENVIE = (("oui", "Oui"), ("peut_etre", "Peut-être"), ("non", "Non"))

_RECOMMANDER = Question(
    "recommandation",
    "Recommanderiez-vous le dispositif à quelqu’un de la filière ?",
    Genre.NOTE,
    aide="De 0, pas du tout, à 10, sans hésiter.",
)

SORTIE_ACCOMPAGNE: Grille = (
    Bloc("Vos objectifs", (Question("objectifs", "Cet objectif est-il atteint ?", Genre.OBJECTIFS, ATTEINTE),)),
    Bloc("Où vous en êtes aujourd’hui", (Question("niveaux", "Votre niveau aujourd’hui", Genre.NIVEAUX),)),
    Bloc(
        "L’accompagnement",
        (
            Question("satisfaction", "L’accompagnement par {mentor} vous a-t-il satisfait·e ?", Genre.CHOIX, ACCORD),
            Question("duree", "Sa durée était…", Genre.CHOIX, DUREE),
        ),
    ),
    Bloc(
        "Et maintenant",
        (
            Question("premier_changement", "Qu’est-ce qui va changer en premier chez vous ?", Genre.TEXTE, requise=False),
            _RECOMMANDER,
        ),
    ),
)
SORTIE_MENTOR: Grille = (
    Bloc("Les objectifs", (Question("objectifs", "Selon vous, cet objectif est-il atteint ?", Genre.OBJECTIFS, ATTEINTE),)),
    Bloc("Ce que vous avez observé", (Question("niveaux", "Le niveau de {accompagne} aujourd’hui", Genre.NIVEAUX),)),
    Bloc(
        "De votre côté",
        (
            Question(
                "heures",
                "Combien d’heures y avez-vous passées en tout ?",
                Genre.HEURES,
                aide="Préparation, séances, trajets et suites compris. Un ordre de grandeur suffit.",
            ),
            Question("appris", "Qu’avez-vous appris vous-même ?", Genre.TEXTE, requise=False),
            _RECOMMANDER,
        ),
    ),
)
SIX_MOIS_ACCOMPAGNE: Grille = (
    Bloc("Où vous en êtes aujourd’hui", (Question("niveaux", "Votre niveau aujourd’hui", Genre.NIVEAUX),)),
    Bloc(
        "Ce qui est resté",
        (
            Question("usage", "Vous servez-vous de ce que vous avez appris ?", Genre.CHOIX, USAGE),
            Question("changement", "Une chose concrète qui a changé", Genre.TEXTE, requise=False),
            Question("transmis", "L’avez-vous transmis à des collègues ?", Genre.CHOIX, TRANSMIS),
        ),
    ),
    Bloc(
        "La suite",
        (
            Question("contact", "Êtes-vous encore en contact avec {mentor} ?", Genre.CHOIX, CONTACT),
            Question("devenir", "Aimeriez-vous devenir à votre tour personne-ressource ?", Genre.CHOIX, ENVIE),
        ),
    ),
)
SIX_MOIS_MENTOR: Grille = (
    Bloc(
        "Six mois après",
        (
            Question("contact", "Êtes-vous encore en contact avec {accompagne} ?", Genre.CHOIX, CONTACT),
            Question("effet", "Cet accompagnement a-t-il changé votre propre pratique ?", Genre.CHOIX, ACCORD),
            Question("effet_exemple", "Par exemple ?", Genre.TEXTE, requise=False),
            Question("disponible", "Accompagneriez-vous quelqu’un à nouveau ?", Genre.CHOIX, ENVIE),
        ),
    ),
)
_GRILLES: dict[tuple[str, str], Grille] = {
    ("sortie", "accompagne"): SORTIE_ACCOMPAGNE,
    ("sortie", "mentor"): SORTIE_MENTOR,
    ("six_mois", "accompagne"): SIX_MOIS_ACCOMPAGNE,
    ("six_mois", "mentor"): SIX_MOIS_MENTOR,
}


def grille(etape: str, repondant: str) -> Grille:
    """Return the questions of a stage ("sortie", "six_mois") for a respondent ("accompagne", "mentor")."""
    return _GRILLES[etape, repondant]
