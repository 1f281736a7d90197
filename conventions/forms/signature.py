"""What somebody types and ticks to sign, or says when they will not."""

from typing import Any

from django import forms

from conventions import consentements
from conventions.actions import Accord
from conventions.lectures import Page


class Signature(forms.Form):
    """The name, the exact words accepted, the code of the mail for who comes by a link, images apart."""

    code = forms.CharField(
        label="Code reçu par courriel",
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "tsf-code"}),
        help_text="Six chiffres.",
        error_messages={"required": "Saisissez le code à six chiffres de votre courriel."},
    )
    nom = forms.CharField(
        label="Votre nom",
        max_length=161,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Écrivez votre nom : il vaut signature."},
    )
    accord = forms.BooleanField()
    images = forms.BooleanField(label=consentements.IMAGES_TEXTE, required=False, help_text="Facultatif : votre signature n’en dépend pas.")
    version = forms.CharField(widget=forms.HiddenInput, initial=consentements.VERSION, max_length=12)

    def __init__(self, *args: Any, page: Page, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["accord"].label = page.texte
        le = page.convention.mots.le
        self.fields["accord"].error_messages["required"] = f"Cochez cette case si vous acceptez {le}."
        self.fields["nom"].help_text = f"Tel que {le} le donne : {page.signataire.nom}."
        if not page.par_lien:
            del self.fields["code"]
        if not page.convention.captation:
            del self.fields["images"]

    def donnees(self) -> Accord:
        """Return what the action wants."""
        saisie = self.cleaned_data
        return Accord(saisie["nom"], saisie["version"], saisie.get("code", ""), saisie.get("images", False))


class Refus(forms.Form):
    """Why somebody does not sign."""

    motif = forms.CharField(
        label="Pourquoi vous ne signez pas",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Les autres signataires et l’équipe pilote lisent ce texte : dites ce qu’il faudrait changer.",
        error_messages={"required": "Dites pourquoi : les autres parties et l’équipe pilote liront ce motif."},
    )
