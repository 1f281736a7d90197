"""Third part: the need, as a question, its context and one to four objectives."""

from typing import Any

from django import forms

from candidatures import regles

from .champs import Ligne, Place, Places, Texte, phrases


class BesoinForm(forms.Form):
    intitule = Ligne(
        label="Votre question en une phrase",
        max_length=160,
        help_text="Elle servira de titre à votre dossier.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages=phrases("Écrivez votre question en une phrase."),
    )
    contexte = Texte(
        label="Ce qui se passe aujourd’hui",
        max_length=2000,
        help_text="Le contexte, ce que vous avez déjà essayé, pourquoi maintenant. "
        "Ne donnez pas d’information sur la santé ou la vie privée de quelqu’un.",
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages=phrases("Dites en quelques lignes ce qui se passe aujourd’hui."),
    )


class ObjectifForm(Place):
    texte = Texte(max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2}), error_messages=phrases(""))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["texte"].label = f"Objectif {self.rang + 1}"

    def clean_texte(self) -> str:
        texte = self.cleaned_data["texte"]
        if texte and (refus := regles.refus_objectif(texte)):
            raise forms.ValidationError(refus)
        return texte


class ObjectifsFormSet(Places):
    """Four places, of which one at least is filled."""

    def clean(self) -> None:
        if not any(form.has_changed() for form in self.forms):
            self.forms[0].add_error("texte", "Écrivez au moins un objectif.")

    def textes(self) -> list[str]:
        """Return the objectives of a valid form, in their order, empty places left out."""
        return [texte for form in self.forms if (texte := form.cleaned_data.get("texte"))]


Objectifs = forms.formset_factory(ObjectifForm, formset=ObjectifsFormSet, extra=0, max_num=regles.OBJECTIFS_MAXIMUM)
