"""Form fields for identifiers of French organisations."""

from typing import Any

from django import forms

from .regles import siret_normalise


class ChampSiret(forms.CharField):
    """A SIRET typed with or without spaces; cleans to its 14 digits, or says in French what is wrong."""

    def __init__(self, **kwargs: Any) -> None:
        attributs = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__(**{"label": "SIRET", "max_length": 40, "widget": forms.TextInput(attrs=attributs), **kwargs})

    def to_python(self, value: Any) -> str:
        saisi = super().to_python(value)
        if not saisi:
            return ""
        try:
            return siret_normalise(saisi)
        except ValueError as erreur:
            raise forms.ValidationError(str(erreur)) from None
