"""Forms of the public site."""

import re
from typing import Any

from django import forms

SANS = re.compile(r"[\s:]")


class Verification(forms.Form):
    """What is known of a document: the hash that the browser, or its holder, computed, and its number."""

    empreinte = forms.CharField(
        label="Empreinte SHA-256 du fichier",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}),
        help_text="64 caractères, chiffres et lettres de a à f.",
    )
    numero = forms.CharField(
        label="Numéro du document",
        required=False,
        max_length=48,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
        help_text="En haut de chaque page, par exemple DOS-2026-0042-A1-C1.",
    )

    def clean_empreinte(self) -> str:
        """Take a hash as any tool writes it: in capitals, with spaces or colons."""
        empreinte = SANS.sub("", self.cleaned_data["empreinte"]).lower()
        if not re.fullmatch(r"[0-9a-f]{64}", empreinte):
            raise forms.ValidationError("Ce n’est pas une empreinte SHA-256 : elle compte 64 caractères, chiffres et lettres de a à f.")
        return empreinte

    def clean_numero(self) -> str:
        return self.cleaned_data["numero"].replace(" ", "").upper()

    def lue(self) -> dict[str, Any]:
        """Return the arguments of `lectures.reconnaitre`."""
        return {"empreinte": self.cleaned_data["empreinte"], "numero": self.cleaned_data["numero"]}
