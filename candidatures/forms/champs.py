"""Fields that the parts of the form share, and their sentences."""

from typing import Any

from django import forms

from candidatures import regles

_TROP_LONG = "Raccourcissez : %(limit_value)d caractères au plus, il y en a %(show_value)d."
_HORS_LISTE = "Choisissez une réponse de la liste."


def phrases(exige: str, **autres: str) -> dict[str, str]:
    """Return the error messages of a field; `exige` is said when it is empty."""
    return {"required": exige, "max_length": _TROP_LONG, "invalid_choice": _HORS_LISTE, **autres}


class Texte(forms.CharField):
    """Text as typed, without the control characters that a paste may bring."""

    def to_python(self, value: Any) -> str:
        return super().to_python(regles.sans_controles(str(value)) if value else value)


class Ligne(Texte):
    """One line of text: what a paste brings on several lines becomes one."""

    def to_python(self, value: Any) -> str:
        return regles.en_une_ligne(super().to_python(value))


class Nombre(forms.TypedChoiceField):
    """A choice that cleans to a whole number."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, empty_value=None, **kwargs)


class Place(forms.Form):
    """One of the places that the form keeps for several things of the same kind; `rang` is its rank, from 0."""

    def __init__(self, *args: Any, rang: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rang = rang

    @property
    def est_remplie(self) -> bool:
        """Something was typed there."""
        return any(champ.value() not in (None, "") for champ in self)


class Places(forms.BaseFormSet):
    """All the places of one kind, always shown."""

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "rang": index or 0}
