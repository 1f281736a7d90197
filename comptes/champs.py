"""Form fields for identifiers of French organisations, electronic addresses and telephone numbers."""

from typing import Any

from django import forms

from .models import Personne
from .regles import siret_normalise, telephone_normalise


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


class ChampCourriel(forms.EmailField):
    """An electronic address, no longer than the column that keeps it: Django's own field lets 320 characters through."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"label": "Adresse électronique", "max_length": Personne._meta.get_field("email").max_length, **kwargs})


class ChampTelephone(forms.CharField):
    """A number typed in any way; cleans to what one dials, "" when nothing was typed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{"label": "Téléphone", "max_length": 40, "widget": forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}), **kwargs}
        )

    def to_python(self, value: Any) -> str:
        saisi = super().to_python(value)
        try:
            return telephone_normalise(saisi) if saisi else ""
        except ValueError as erreur:
            raise forms.ValidationError(str(erreur)) from None
