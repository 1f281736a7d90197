"""Answers that were sent, as one reads and prints them."""

from dataclasses import dataclass
from typing import Any

from candidatures.models import Objectif
from evaluations.grilles import Bloc, Genre, Question, grille
from evaluations.models import Evaluation
from referentiel.models import Competence
from referentiel.niveaux import Niveau

SANS_REPONSE = "Sans réponse"


@dataclass(frozen=True)
class ReponseLue:
    """A question and what was answered, in words; `sujet` is the objective or the competence it is about, if any."""

    question: str
    sujet: str
    reponse: str


@dataclass(frozen=True)
class BlocLu:
    """Answers under one title."""

    titre: str
    reponses: list[ReponseLue]


def relire(evaluation: Evaluation) -> list[BlocLu]:
    """Return the answers of an evaluation (`pour_page`), in the order of its questions; what was left empty is said so."""
    lecteur = _Lecteur(evaluation)
    return [lecteur.bloc(bloc) for bloc in grille(evaluation.etape, evaluation.repondant)]


def noms(evaluation: Evaluation) -> dict[str, str]:
    """Return the names that the texts of the questions may take."""
    accompagnement = evaluation.accompagnement
    return {
        "mentor": str(accompagnement.mentor.personne),
        "accompagne": str(accompagnement.beneficiaire),
        "structure": str(accompagnement.candidature.structure),
    }


class _Lecteur:
    """Reads the answers of one evaluation, with the texts of what they are about."""

    def __init__(self, evaluation: Evaluation) -> None:
        self.reponses: dict[str, Any] = evaluation.reponses
        self.noms = noms(evaluation)
        niveaux = self.reponses.get("niveaux", {})
        self.sujets = {
            Genre.OBJECTIFS: {str(objectif.pk): str(objectif) for objectif in _objectifs(evaluation)},
            Genre.NIVEAUX: {str(pk): nom for pk, nom in Competence.objects.filter(pk__in=niveaux).values_list("pk", "nom")},
        }

    def bloc(self, bloc: Bloc) -> BlocLu:
        return BlocLu(bloc.titre, [ligne for question in bloc.questions for ligne in self._lignes(question)])

    def _lignes(self, question: Question) -> list[ReponseLue]:
        libelle = question.libelle.format(**self.noms)
        valeur = self.reponses.get(question.code)
        if question.genre in self.sujets:
            sujets, valeurs = self.sujets[question.genre], valeur or {}
            return [ReponseLue(libelle, sujets[pk], en_mots(question, valeurs.get(pk))) for pk in sujets]
        return [ReponseLue(libelle, "", en_mots(question, valeur))]


def _objectifs(evaluation: Evaluation) -> list[Objectif]:
    return list(Objectif.objects.filter(candidature=evaluation.accompagnement.candidature_id))


def en_mots(question: Question, valeur: Any) -> str:
    """Return an answer in words."""
    if valeur in (None, ""):
        return SANS_REPONSE
    if question.choix:
        return dict(question.choix).get(valeur, str(valeur))
    if question.genre == Genre.NIVEAUX:
        return f"{valeur}. {Niveau(valeur).label}"
    if question.genre == Genre.NOTE:
        return f"{valeur} sur 10"
    if question.genre == Genre.HEURES:
        return f"{valeur:g}".replace(".", ",") + "\u00a0h"
    return str(valeur)
