"""What the domain refuses in the answers of a request, beyond what each type of question refuses."""

from collections.abc import Callable
from typing import Any

from candidatures import regles
from programme.models import Dispositif
from questionnaires.definition import Definition, Question
from questionnaires.forms import EtapeForm
from questionnaires.fusion import Saisie
from questionnaires.listes import HORS_TERRITOIRE

_AILLEURS = (
    "Le dispositif s’adresse aux structures installées dans l’un des treize départements d’Occitanie : "
    "une candidature venue d’ailleurs ne peut pas être envoyée."
)


def verificateur(definition: Definition, saisie: Saisie, dispositifs: list[Dispositif]) -> Callable[[EtapeForm], None]:
    """Return what checks a step; `saisie` holds the answers of the other steps too."""
    choisi = definition.rattachee("dispositif")
    pk = str(saisie.get(choisi.code, "")) if choisi else ""
    dispositif = next((dispositif for dispositif in dispositifs if str(dispositif.pk) == pk), None)

    def verifier(form: EtapeForm) -> None:
        for question in form.etape.questions:
            if question.rattachement == "structure.adresse":
                _verifier_le_territoire(form, question)
            elif question.rattachement == "objectifs":
                _verifier_les_objectifs(form, question)
            elif question.rattachement == "demi_journees" and dispositif:
                _verifier_les_demi_journees(form, question, dispositif)

    return verifier


def _verifier_le_territoire(form: EtapeForm, question: Question) -> None:
    for place in form.places[question.code]:
        nom = place.champs["departement"]
        if form.cleaned_data.get(nom) == HORS_TERRITOIRE:
            form.add_error(nom, _AILLEURS)


def _verifier_les_objectifs(form: EtapeForm, question: Question) -> None:
    for place in form.places[question.code]:
        nom = place.champs["texte"]
        texte: Any = form.cleaned_data.get(nom)
        if texte and (refus := regles.refus_objectif(texte)):
            form.add_error(nom, refus)


def _verifier_les_demi_journees(form: EtapeForm, question: Question, dispositif: Dispositif) -> None:
    nombre = form.cleaned_data.get(question.code)
    if nombre:
        bornes = {"minimum": dispositif.minimum, "maximum": dispositif.maximum}
        if refus := regles.refus_demi_journees(int(nombre), nom=str(dispositif), **bornes):
            form.add_error(question.code, refus)
