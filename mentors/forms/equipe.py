"""The card of a personne-ressource, as the pilot writes it."""

from typing import Any

from django import forms

from comptes.champs import ChampCourriel, ChampSiret
from comptes.models import Departement, TypeStructure
from mentors import lectures
from mentors.models import ProfilMentor
from referentiel.lectures import competences_par_domaine
from referentiel.niveaux import Niveau

SAVOIRS_MAXIMUM = 5
NIVEAUX = [("", "Niveau"), *((niveau.value, f"{niveau.value} {niveau.mot}") for niveau in Niveau if niveau)]


class FiltreProfils(forms.Form):
    """What the list is filtered by, read from the address: a wrong value filters nothing."""

    q = forms.CharField(
        label="Chercher", required=False, widget=forms.TextInput(attrs={"type": "search", "placeholder": "Nom, structure, commune"})
    )
    etat = forms.ChoiceField(
        required=False, choices=[*ProfilMentor.Etat.choices, (lectures.A_RELIRE, "À relire")], widget=forms.HiddenInput
    )

    def filtres(self) -> dict[str, str]:
        """Return what was understood of the address."""
        self.is_valid()
        return {"etat": self.cleaned_data.get("etat", ""), "q": self.cleaned_data.get("q", "")}


class Inscription(forms.Form):
    """Who they are, where they work, what they say of themselves."""

    prenom = forms.CharField(label="Prénom", max_length=80)
    nom = forms.CharField(label="Nom", max_length=80)
    email = ChampCourriel(help_text="C’est là que partent les propositions.")
    siret = ChampSiret(label="SIRET de sa structure", help_text="14 chiffres, avec ou sans espaces.")
    raison_sociale = forms.CharField(label="Nom de sa structure", max_length=160)
    type_structure = forms.ChoiceField(label="Type de structure", choices=[("", "Choisissez"), *TypeStructure.choices], required=False)
    commune = forms.CharField(max_length=64, required=False)
    departement = forms.ModelChoiceField(label="Département", queryset=Departement.objects.all(), required=False, empty_label="Choisissez")
    fonction = forms.CharField(label="Sa fonction", max_length=120)
    presentation = forms.CharField(
        label="Présentation",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Son parcours en quelques lignes, ce qui en fait une personne-ressource.",
    )


def choix_de_competences() -> list[Any]:
    """Return the competences that may be chosen, by domain (2 queries)."""
    par_domaine = [(domaine.nom, [(c.pk, str(c)) for c in competences]) for domaine, competences in competences_par_domaine()]
    return [("", "Choisissez une compétence"), *par_domaine]


class SavoirForm(forms.Form):
    """A competence this person can pass on, and how far; an empty line is no competence."""

    competence = forms.TypedChoiceField(
        label="Compétence",
        required=False,
        coerce=int,
        empty_value=None,
        error_messages={"required": "Choisissez au moins une compétence que cette personne peut transmettre."},
    )
    niveau = forms.TypedChoiceField(label="Niveau", required=False, coerce=int, empty_value=None, choices=NIVEAUX)

    def __init__(self, *args: Any, choix: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["competence"].choices = choix

    def clean(self) -> dict[str, Any]:
        saisie = super().clean() or {}
        competence, niveau = saisie.get("competence"), saisie.get("niveau")
        if competence and not niveau and "niveau" not in self.errors:
            self.add_error("niveau", "Dites à quel niveau cette personne la maîtrise.")
        if niveau and not competence and "competence" not in self.errors:
            self.add_error("competence", "Choisissez la compétence de ce niveau.")
        return saisie


class SavoirsBase(forms.BaseFormSet):
    """Up to five competences, read once from the référentiel for all the lines."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, form_kwargs={"choix": choix_de_competences()}, **kwargs)

    def add_fields(self, form: Any, index: int | None) -> None:
        """Number the lines; the first one is asked for."""
        super().add_fields(form, index)
        form.fields["competence"].label = f"Compétence {(index or 0) + 1}"
        form.fields["competence"].required = index == 0
        form.empty_permitted = index != 0

    def clean(self) -> None:
        # A page sent without its management form: Django says so, there is nothing more to check.
        if any(self.errors) or not self.management_form.is_valid():
            return
        choisies = [saisie["competence"] for saisie in self.cleaned_data if saisie.get("competence")]
        if len(set(choisies)) < len(choisies):
            raise forms.ValidationError("La même compétence est choisie deux fois : gardez-en une.")

    def niveaux(self) -> dict[int, int]:
        """Return the level (1–4) per id of competence."""
        return {saisie["competence"]: saisie["niveau"] for saisie in self.cleaned_data if saisie.get("competence")}


Savoirs = forms.formset_factory(
    SavoirForm, formset=SavoirsBase, extra=SAVOIRS_MAXIMUM, max_num=SAVOIRS_MAXIMUM, absolute_max=SAVOIRS_MAXIMUM
)
