"""A step as its page draws it: elements in order, short fields side by side, places of blocks."""

from dataclasses import dataclass, field

from django import forms

from questionnaires.definition import Question

from .etape import EtapeForm, PlaceDuForm


@dataclass(frozen=True)
class PlaceAffichee:
    """One place of a block, its fields by rows of one or two; folded when it is beyond what is asked."""

    place: PlaceDuForm
    rangees: list[list[forms.BoundField]]
    est_repliee: bool

    @property
    def champs(self) -> list[forms.BoundField]:
        return [champ for rangee in self.rangees for champ in rangee]


@dataclass(frozen=True)
class Element:
    """What is drawn of one question, or of short questions side by side; `gabarit` is the name of its template."""

    question: Question
    gabarit: str
    champs: list[forms.BoundField] = field(default_factory=list)
    places: list[PlaceAffichee] = field(default_factory=list)


def elements(form: EtapeForm) -> list[Element]:
    """Return the step, ready to be drawn."""
    trouves: list[Element] = []
    for question in form.etape.questions:
        if question.code in form.places:
            trouves.append(_bloc(form, question))
        elif question.a_cote and trouves and trouves[-1].gabarit == "champs" and len(trouves[-1].champs) == 1 and not question.condition:
            trouves[-1].champs.append(form[question.code])
        else:
            trouves.append(Element(question, "fichier" if question.type == "fichier" else "champs", champs=[form[question.code]]))
    return trouves


def _bloc(form: EtapeForm, question: Question) -> Element:
    places = [
        PlaceAffichee(place, _rangees(form, question, place), est_repliee=_se_replie(question, place))
        for place in form.places[question.code]
    ]
    return Element(question, _gabarit(question), places=places)


def _gabarit(question: Question) -> str:
    if question.type == "competences":
        return "competences"
    if question.type == "echelle":
        return "serie"
    if question.presentation == "numerotee":
        return "numerotee"
    return "places" if question.boucle or question.nombre_de_places > 1 else "groupe"


def _se_replie(question: Question, place: PlaceDuForm) -> bool:
    return not question.boucle and place.rang >= max(question.places_exigees, 1)


def _rangees(form: EtapeForm, question: Question, place: PlaceDuForm) -> list[list[forms.BoundField]]:
    rangees: list[list[forms.BoundField]] = []
    cotes = {sous.code for sous in question.questions if sous.a_cote}
    for code, nom in place.champs.items():
        if code in cotes and rangees and len(rangees[-1]) == 1:
            rangees[-1].append(form[nom])
        else:
            rangees.append([form[nom]])
    return rangees
