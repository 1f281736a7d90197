"""The repeated lines of a card: competences, and periods when somebody is free. An empty line is nothing.

All lines are read, also one that says only what the card says already: what is written replaces them all.
"""

from typing import Any

from django import forms

from mentors.actions import Periode, SavoirDit
from mentors.models import ProfilMentor

from .equipe import SavoirForm, choix_de_competences

SAVOIRS_AU_PLUS = 8
PERIODES_AU_PLUS = 3


def _places(remplies: int, au_plus: int) -> int:
    """Return how many empty lines to show: one at least where there is room, two on an empty card. A button adds the others."""
    return min(max(2 - remplies, 1), au_plus - remplies)


class LigneSavoir(SavoirForm):
    """A competence, how far, what shows it, and whether it is sold."""

    preuve = forms.CharField(
        label="De quoi l’illustrer", required=False, max_length=600, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Une réalisation, un projet, quelqu’un qui peut en parler.",
    )  # fmt: skip
    est_vendu = forms.BooleanField(label="Des prestations payées sont vendues sur ce sujet", required=False)


class LignesSavoirs(forms.BaseFormSet):
    """Up to eight competences, read once from the référentiel for all the lines."""

    nom = "competences"

    def __init__(self, donnees: Any = None, *, profil: ProfilMentor, **kwargs: Any) -> None:
        connus = [
            {"competence": savoir.competence_id, "niveau": savoir.niveau, "preuve": savoir.preuve, "est_vendu": savoir.est_vendu}
            for savoir in profil.savoirs.all()
        ]
        self.extra = _places(len(connus), SAVOIRS_AU_PLUS)
        super().__init__(donnees, initial=connus, prefix="savoirs", form_kwargs={"choix": choix_de_competences()}, **kwargs)

    def add_fields(self, form: Any, index: int | None) -> None:
        """Number the lines, so that each label says which one it is; each may be empty."""
        super().add_fields(form, index)
        form.fields["competence"].label = "Compétence __numero__" if index is None else f"Compétence {index + 1}"
        form.empty_permitted = False
        for champ in form.fields.values() if index is None else ():
            # The model of a line to add, never judged: nothing is said optional beside each field.
            champ.required = True

    def clean(self) -> None:
        if any(self.errors) or not self.management_form.is_valid():
            return
        choisies = [savoir.competence for savoir in self.valeurs()]
        if len(set(choisies)) < len(choisies):
            raise forms.ValidationError("La même compétence est choisie deux fois : gardez-en une.")

    def valeurs(self) -> list[SavoirDit]:
        """Return what was said, without the empty lines."""
        lignes = [form.cleaned_data for form in self.forms if form.cleaned_data.get("competence")]
        return [SavoirDit(saisi["competence"], saisi["niveau"], saisi["preuve"], saisi["est_vendu"]) for saisi in lignes]


class LignePeriode(forms.Form):
    """From a day to another, and how many half-days in between."""

    du = forms.DateField(label="Du", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    au = forms.DateField(label="Au", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    demi_journees = forms.IntegerField(label="Demi-journées, au plus", required=False, min_value=1, max_value=200)

    def clean(self) -> dict[str, Any]:
        saisie = super().clean() or {}
        du, au = saisie.get("du"), saisie.get("au")
        if bool(du) != bool(au) and not self.errors:
            self.add_error("au" if du else "du", "Donnez le premier et le dernier jour de cette période.")
        if du and au and au < du:
            self.add_error("au", "La fin précède le début : choisissez une date plus tardive.")
        return saisie


class LignesPeriodes(forms.BaseFormSet):
    """Up to three periods."""

    nom = "periodes"

    def __init__(self, donnees: Any = None, *, profil: ProfilMentor, **kwargs: Any) -> None:
        connues = [{"du": periode.du, "au": periode.au, "demi_journees": periode.demi_journees} for periode in profil.disponibilites.all()]
        self.extra = _places(len(connues), PERIODES_AU_PLUS)
        super().__init__(donnees, initial=connues, prefix="periodes", **kwargs)

    def add_fields(self, form: Any, index: int | None) -> None:
        """Number the lines; each may be empty."""
        super().add_fields(form, index)
        form.empty_permitted = False
        for champ in form.fields.values() if index is None else ():
            # The model of a line to add, never judged: nothing is said optional beside each field.
            champ.required = True

    def valeurs(self) -> list[Periode]:
        """Return what was said, without the empty lines."""
        lignes = [form.cleaned_data for form in self.forms if form.cleaned_data.get("du")]
        return [Periode(saisi["du"], saisi["au"], saisi["demi_journees"]) for saisi in lignes]


def ensemble(ligne: type[forms.Form], base: type[forms.BaseFormSet], nombre: int) -> type[forms.BaseFormSet]:
    """Return the formset of these lines, so many at most; the page shows those that are filled and a few more."""
    return forms.formset_factory(ligne, formset=base, max_num=nombre, absolute_max=nombre)


Savoirs = ensemble(LigneSavoir, LignesSavoirs, SAVOIRS_AU_PLUS)
Periodes = ensemble(LignePeriode, LignesPeriodes, PERIODES_AU_PLUS)
