"""The opinion of a member of the comité technique."""

from typing import Any

from django import forms

from candidatures.models import A_MOTIVER, Avis
from questionnaires.forms import Texte, phrases


class AvisForm(forms.Form):
    """A choice, and a comment that a reservation cannot do without."""

    sens = forms.ChoiceField(
        label="Votre avis", choices=Avis.Sens.choices, widget=forms.RadioSelect, error_messages=phrases("Choisissez un avis.")
    )
    commentaire = Texte(
        label="Ce que vous voulez dire à l’équipe",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Indispensable pour des réserves ou un avis défavorable. L’équipe le lit, et les membres qui ont rendu leur avis.",
        error_messages=phrases(""),
    )

    def clean(self) -> dict[str, Any]:
        saisie = self.cleaned_data
        if saisie.get("sens") in A_MOTIVER and saisie.get("commentaire") == "":
            self.add_error("commentaire", "Dites en une phrase ce qui vous retient : l’équipe en a besoin pour décider.")
        return saisie
