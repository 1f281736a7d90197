"""What the printable copy of a version holds: every question, with room to answer by hand."""

from typing import Any

from django.utils import timezone

from socle.documents.production import entete

from . import listes
from .definition import Question
from .models import Version

# Beyond, the choices are not printed: the list is on the page.
CHOIX_IMPRIMES = 20
LIGNES = {"paragraphe": 8, "court": 3}


def fac_simile(version: Version) -> dict[str, Any]:
    """Return the questions of a version, as JSON values."""
    lue = version.lue
    return {
        "entete": entete(
            genre="Fac-similé du questionnaire",
            titre=version.questionnaire.nom,
            jour=timezone.localtime(version.figee_le).date(),
            chapo="Pour préparer vos réponses, seul·e ou à plusieurs. La demande se dépose ensuite en ligne : ce papier ne s’envoie pas.",
        ),
        "version": version.numero,
        "etapes": [
            {"titre": etape.titre, "aide": etape.aide, "questions": [_question(question) for question in etape.questions]}
            for etape in lue.etapes
        ],
    }


def _question(question: Question) -> dict[str, Any]:
    return {
        "libelle": question.libelle,
        "aide": question.aide,
        "facultative": not (question.exige or question.minimum or any(sous.exige for sous in question.questions)),
        "condition": question.condition.phrase if question.condition else "",
        "type": question.type,
        "choix": _choix(question),
        "lignes": list(range(_lignes(question))),
        "places": _places(question),
        "sous_questions": [_question(sous) for sous in question.questions],
    }


def _choix(question: Question) -> list[str]:
    if question.type == "oui_non":
        return ["Oui", "Non"]
    if question.type == "echelle":
        return list(question.echelons)
    choix = [choix.libelle for choix in question.choix]
    if question.liste:
        choix = [str(libelle) for _, libelle in listes.choix(question.liste, {})]
    return choix if len(choix) <= CHOIX_IMPRIMES else []


def _lignes(question: Question) -> int:
    """How many lines to write on."""
    if question.type == "texte" and question.format == "paragraphe":
        return LIGNES["court" if question.presentation == "court" else "paragraphe"]
    return 1


def _places(question: Question) -> list[str]:
    """How many times a block is printed, by the heading of each place."""
    if question.places:
        return [place.titre for place in question.places]
    return [""] * question.nombre_de_places
