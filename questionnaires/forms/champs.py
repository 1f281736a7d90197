"""Fields of the types of questions, and their sentences."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.validators import RegexValidator

from comptes.champs import ChampCourriel, ChampTelephone
from comptes.regles import rna_normalise, siret_normalise, siret_ou_rna_normalise
from questionnaires import regles
from questionnaires.definition import Question
from socle import fichiers

_TROP_LONG = "Raccourcissez : %(limit_value)d caractères au plus, il y en a %(show_value)d."
_HORS_LISTE = "Choisissez une réponse de la liste."
_NOMBRE = "Écrivez un nombre, par exemple 12."
_COURRIEL = "Cette adresse est incomplète ou mal écrite, par exemple : prenom.nom@structure.fr."
# Beyond, choices are a list that unfolds.
CHOIX_EN_VUE = 6


def phrases(exige: str, **autres: str) -> dict[str, str]:
    """Return the error messages of a field; `exige` is said when it is empty."""
    return {"required": exige, "max_length": _TROP_LONG, "invalid_choice": _HORS_LISTE, **autres}


class Texte(forms.CharField):
    """Text as typed, without the control characters that a paste may bring."""

    def to_python(self, value: Any) -> str:
        return super().to_python(regles.sans_controles(str(value)) if value else value)


class Ligne(Texte):
    """One line of text: what a paste brings on several lines becomes one. `normaliser` may raise ValueError with a French sentence."""

    def __init__(self, *, normaliser: Callable[[str], str] | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.normaliser = normaliser

    def to_python(self, value: Any) -> str:
        return regles.en_une_ligne(super().to_python(value))

    def clean(self, value: Any) -> str:
        ligne = super().clean(value)
        try:
            return self.normaliser(ligne) if self.normaliser and ligne else ligne
        except ValueError as faux:
            raise forms.ValidationError(str(faux)) from None


class Courriel(ChampCourriel):
    """An electronic address, in lower case."""

    def to_python(self, value: Any) -> str:
        return super().to_python(regles.sans_controles(str(value)) if value else value).lower()


def champ(question: Question, choix: list[tuple[Any, Any]], *, exige: str) -> forms.Field:
    """Return the field of one question; `exige` is the sentence of a missing answer, "" when it may be missing."""
    communs: dict[str, Any] = {
        "label": question.libelle,
        "help_text": question.aide,
        "required": bool(exige),
        "error_messages": phrases(exige),
    }
    return _FABRIQUES[question.type](question, choix, communs)


def _texte(question: Question, choix: list[tuple[Any, Any]], communs: dict[str, Any]) -> forms.Field:
    attributs: dict[str, Any] = {"autocomplete": question.autocompletion}
    if question.format == "paragraphe":
        lignes = 2 if question.presentation == "court" else 6
        return Texte(max_length=question.longueur, widget=forms.Textarea(attrs={"rows": lignes}), **communs)
    if question.format == "courriel":
        communs["error_messages"] |= {"invalid": _COURRIEL}
        return Courriel(widget=forms.EmailInput(attrs=attributs), **communs)
    if question.format == "telephone":
        return ChampTelephone(**communs)
    if question.format == "url":
        return Ligne(max_length=question.longueur, widget=forms.URLInput(attrs=attributs), normaliser=_url, **communs)
    if question.format in {"siret", "code_postal"}:
        attributs |= {"inputmode": "numeric", "class": "tsf-num"}
    if question.format == "siret_ou_rna":
        attributs |= {"class": "tsf-num", "autocapitalize": "characters"}
    validateurs, normaliser, longueur = _REGLES.get(question.format, ([], None, question.longueur))
    ligne = Ligne(max_length=longueur, widget=forms.TextInput(attrs=attributs), normaliser=normaliser, **communs)
    ligne.validators += validateurs
    return ligne


def _url(saisie: str) -> str:
    try:
        return forms.URLField(assume_scheme="https").clean(saisie)
    except forms.ValidationError:
        raise ValueError("Cette adresse de site est mal écrite, par exemple : www.structure.fr.") from None


_REGLES: dict[str, tuple[list[Any], Callable[[str], str] | None, int]] = {
    "siret": ([], siret_normalise, 60),
    "rna": ([], rna_normalise, 20),
    "siret_ou_rna": ([], siret_ou_rna_normalise, 60),
    "code_postal": ([RegexValidator(r"^[0-9]{5}\Z", "Un code postal compte cinq chiffres, par exemple 31000.")], None, 10),
    "commune": ([], None, 64),
}


def _choix(question: Question, choix: list[tuple[Any, Any]], communs: dict[str, Any]) -> forms.Field:
    if question.presentation == "jetons":
        return forms.ChoiceField(choices=choix, widget=forms.RadioSelect(attrs={"class": "tsf-jetons"}), **communs)
    if len(choix) <= CHOIX_EN_VUE and question.presentation != "liste":
        return forms.ChoiceField(choices=choix, widget=forms.RadioSelect, **communs)
    return forms.ChoiceField(choices=[("", "Choisissez"), *choix], **communs)


def _choix_multiple(question: Question, choix: list[tuple[Any, Any]], communs: dict[str, Any]) -> forms.Field:
    return ChoixMultiple(question, choices=choix, widget=forms.CheckboxSelectMultiple, **communs)


class ChoixMultiple(forms.MultipleChoiceField):
    """Several answers, as many as the question asks for."""

    def __init__(self, question: Question, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.question = question

    def validate(self, value: list[str]) -> None:
        super().validate(value)
        if value and len(value) < (self.question.minimum or 0):
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if self.question.maximum and len(value) > self.question.maximum:
            raise forms.ValidationError(f"Choisissez {self.question.maximum} réponse{'s' if self.question.maximum > 1 else ''} au plus.")


def _oui_non(question: Question, choix: list[tuple[Any, Any]], communs: dict[str, Any]) -> forms.Field:
    widget = forms.RadioSelect(attrs={"class": "tsf-choix--rang"})
    return forms.ChoiceField(choices=[("oui", "Oui"), ("non", "Non")], widget=widget, **communs)


def _bornes(question: Question, communs: dict[str, Any]) -> dict[str, Any]:
    communs["error_messages"] |= {
        "invalid": _NOMBRE,
        "min_value": "Écrivez un nombre d’au moins %(limit_value)s.",
        "max_value": "Écrivez un nombre de %(limit_value)s au plus.",
    }
    return {"min_value": question.minimum, "max_value": question.maximum, "widget": forms.TextInput(attrs=_NUMERIQUE), **communs}


_NUMERIQUE = {"inputmode": "decimal", "autocomplete": "off", "class": "tsf-num"}


def _nombre(question: Question, choix: list[tuple[Any, Any]], communs: dict[str, Any]) -> forms.Field:
    return forms.IntegerField(**_bornes(question, communs))


class Montant(forms.DecimalField):
    """Euros, typed with spaces, a comma or a point."""

    def to_python(self, value: Any) -> Any:
        return super().to_python("".join(str(value).split()).replace(",", ".").removesuffix("€") if value else value)


def _montant(question: Question, choix: list[tuple[Any, Any]], communs: dict[str, Any]) -> forms.Field:
    chiffres = {"max_digits": 12, "decimal_places": 2}
    communs["error_messages"] |= dict.fromkeys(("max_digits", "max_decimal_places"), "Écrivez un montant en euros, par exemple 1 250,50.")
    return Montant(**chiffres, **_bornes(question, communs))


def _date(question: Question, choix: list[tuple[Any, Any]], communs: dict[str, Any]) -> forms.Field:
    communs["error_messages"] |= {"invalid": "Écrivez le jour, le mois et l’année, par exemple 03/11/2026."}
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **communs)


def _echelle(question: Question, choix: list[tuple[Any, Any]], communs: dict[str, Any]) -> forms.Field:
    echelons = [(str(rang), mot) for rang, mot in enumerate(question.echelons, start=1)]
    return forms.ChoiceField(choices=echelons, widget=forms.RadioSelect(attrs={"class": "tsf-choix--rang"}), **communs)


def _fichier(question: Question, choix: list[tuple[Any, Any]], communs: dict[str, Any]) -> forms.Field:
    """Checked and stored by an action, whatever becomes of the rest: here it only shows its place."""
    widget = forms.FileInput(attrs={"accept": ",".join(f".{extension}" for extension in fichiers.TYPES)})
    return forms.FileField(widget=widget, **{**communs, "required": False})


_FABRIQUES: dict[str, Callable[[Question, list[tuple[Any, Any]], dict[str, Any]], forms.Field]] = {
    "texte": _texte,
    "choix": _choix,
    "choix_multiple": _choix_multiple,
    "oui_non": _oui_non,
    "nombre": _nombre,
    "montant": _montant,
    "date": _date,
    "echelle": _echelle,
    "fichier": _fichier,
}
