"""Fourth part: two or three competences, with the level of today and the level wanted."""

from typing import Any

from django import forms

from candidatures import regles
from candidatures.demande import NiveauVoulu
from referentiel.niveaux import Niveau

from .champs import Nombre, Place, Places, phrases

_NIVEAUX = [(niveau.value, niveau.mot) for niveau in Niveau]


class CompetenceForm(Place):
    competence = Nombre(
        label="Compétence",
        error_messages=phrases(
            "Choisissez la compétence, ou effacez ses deux niveaux.",
            invalid_choice="Cette compétence n’est plus proposée : choisissez-en une autre.",
        ),
    )
    declare = Nombre(
        label="Aujourd’hui",
        choices=_NIVEAUX,
        widget=forms.RadioSelect(attrs={"class": "tsf-niveau"}),
        error_messages=phrases("Indiquez le niveau d’aujourd’hui."),
    )
    vise = Nombre(
        label="À la fin de l’accompagnement",
        choices=_NIVEAUX,
        widget=forms.RadioSelect(attrs={"class": "tsf-niveau"}),
        error_messages=phrases("Indiquez le niveau visé."),
    )

    def __init__(self, *args: Any, competences: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["competence"].choices = competences
        self.fields["competence"].label = ("Première compétence", "Deuxième compétence", "Troisième compétence")[self.rang]

    def clean(self) -> dict[str, Any]:
        valeurs = super().clean() or self.cleaned_data
        declare, vise = valeurs.get("declare"), valeurs.get("vise")
        if declare is not None and vise is not None and (refus := regles.refus_progression(declare, vise)):
            self.add_error("vise", refus)
        return valeurs


class CompetencesFormSet(Places):
    """Three places, of which two at least are filled, by different competences."""

    def clean(self) -> None:
        for place in regles.repetitions([form.cleaned_data.get("competence") for form in self.forms]):
            self.forms[place].add_error("competence", "Cette compétence est déjà choisie plus haut : prenez-en une autre.")
        vides = [form for form in self.forms if not form.has_changed()]
        remplis = len(self.forms) - len(vides)
        for form in vides[: max(regles.COMPETENCES_MINIMUM - remplis, 0)]:
            form.add_error("competence", "Choisissez au moins deux compétences.")

    def niveaux(self) -> list[NiveauVoulu]:
        """Return the levels of a valid form."""
        remplis = [form.cleaned_data for form in self.forms if form.cleaned_data]
        return [NiveauVoulu(valeurs["competence"], valeurs["declare"], valeurs["vise"]) for valeurs in remplis]


Competences = forms.formset_factory(CompetenceForm, formset=CompetencesFormSet, extra=0, max_num=regles.COMPETENCES_MAXIMUM)
