"""The form of an evaluation, built from its questions, its objectives and its competences."""

from typing import Any

from django import forms
from django.forms import BoundField

from referentiel.niveaux import Niveau

from . import lectures
from .actions import Retour
from .grilles import Bloc, Genre, Question, grille
from .lectures.reponses import noms
from .models import Evaluation

DISCRETION = "N’écrivez pas d’information de santé, ni de détail sur la vie privée ou la conduite d’une personne."
NOTES = [(note, str(note)) for note in range(11)]
NIVEAUX = [(niveau.value, niveau.mot) for niveau in Niveau]


class FormulaireEvaluation(forms.Form):
    """All the questions on one page; `blocs()` gives its fields under their titles, `retour()` what was answered."""

    def __init__(self, *args: Any, evaluation: Evaluation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        accompagnement = evaluation.accompagnement
        self.grille = grille(evaluation.etape, evaluation.repondant)
        self.noms = noms(evaluation)
        self.sujets = {
            Genre.OBJECTIFS: {objectif.pk: str(objectif) for objectif in accompagnement.candidature.objectifs.all()},
            Genre.NIVEAUX: {competence.pk: competence.nom for competence in lectures.competences_a_situer(accompagnement)},
        }
        for bloc in self.grille:
            for question in bloc.questions:
                self._ajouter(question)

    def _ajouter(self, question: Question) -> None:
        libelle = question.libelle.format(**self.noms)
        if question.genre not in self.sujets:
            self.fields[question.code] = _champ(question, libelle)
            return
        for pk, texte in self.sujets[question.genre].items():
            self.fields[f"{question.code}-{pk}"] = _champ(question, texte, aide=libelle)

    def _codes(self, question: Question) -> list[str]:
        return [f"{question.code}-{pk}" for pk in self.sujets[question.genre]] if question.genre in self.sujets else [question.code]

    def blocs(self) -> list[tuple[Bloc, bool, list[BoundField]]]:
        """Return (block, whether it holds levels, its fields)."""
        return [
            (
                bloc,
                any(question.genre == Genre.NIVEAUX for question in bloc.questions),
                [self[code] for question in bloc.questions for code in self._codes(question)],
            )
            for bloc in self.grille
        ]

    def retour(self) -> Retour:
        """Return the answers, as the action takes them; the form is valid."""
        niveaux: dict[int, int] = {}
        reponses: dict[str, Any] = {}
        for bloc in self.grille:
            for question in bloc.questions:
                if question.genre == Genre.NIVEAUX:
                    niveaux = {pk: self.cleaned_data[f"niveaux-{pk}"] for pk in self.sujets[Genre.NIVEAUX]}
                elif question.genre == Genre.OBJECTIFS:
                    reponses["objectifs"] = {str(pk): self.cleaned_data[f"objectifs-{pk}"] for pk in self.sujets[Genre.OBJECTIFS]}
                else:
                    reponses[question.code] = _valeur(question, self.cleaned_data[question.code])
        return Retour(niveaux, reponses)


def _valeur(question: Question, saisie: Any) -> Any:
    """Return an answer as JSON holds it."""
    return float(saisie) if question.genre == Genre.HEURES else saisie


def _champ(question: Question, libelle: str, aide: str = "") -> forms.Field:
    communs: dict[str, Any] = {"label": libelle, "help_text": aide or question.aide, "required": question.requise}
    match question.genre:
        case Genre.NIVEAUX:
            manque = {"required": "Choisissez un niveau, de 0 à 4."}
            return _nombre_choisi(NIVEAUX, "tsf-niveau", communs, manque)
        case Genre.NOTE:
            return _nombre_choisi(NOTES, "tsf-jetons", communs, {"required": "Choisissez une note, de 0 à 10."})
        case Genre.TEXTE:
            communs["help_text"] = DISCRETION
            return forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), **communs)
        case Genre.HEURES:
            return _heures(communs)
    classe = "tsf-choix--rang"
    return forms.ChoiceField(
        choices=question.choix,
        widget=forms.RadioSelect(attrs={"class": classe}),
        error_messages={"required": "Choisissez une réponse."},
        **communs,
    )


def _nombre_choisi(choix: list[tuple[int, str]], classe: str, communs: dict[str, Any], erreurs: dict[str, str]) -> forms.Field:
    return forms.TypedChoiceField(
        choices=choix, coerce=int, widget=forms.RadioSelect(attrs={"class": classe}), error_messages=erreurs, **communs
    )


def _heures(communs: dict[str, Any]) -> forms.Field:
    phrase = "Écrivez un nombre d’heures, par exemple 12 ou 7,5."
    return forms.DecimalField(
        min_value=0,
        max_value=500,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "tsf-court"}),
        error_messages=dict.fromkeys(("required", "invalid", "max_decimal_places", "max_digits"), phrase)
        | {"min_value": "Un nombre d’heures n’est pas négatif.", "max_value": "500 heures au plus : vérifiez le nombre."},
        **communs,
    )
