"""What the gestures about opinions and déports ask."""

from datetime import date
from typing import Any

from django import forms

from candidatures.models import Avis
from candidatures.regles import a_repondre_avant
from comptes.models import Instance, Personne
from socle import horloge

from .gestes import FormulaireDeGeste


class CasesFermees(forms.CheckboxSelectMultiple):
    """Boxes of which some stay shut, each with its reason: `fermees` is by value."""

    fermees: dict[Any, str]

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        if getattr(value, "value", value) in self.fermees:
            option["attrs"]["disabled"] = True
        return option


class Membres(forms.ModelMultipleChoiceField):
    """Members of the comité technique, each with their institution; `fermees` says why some may not be chosen."""

    widget = CasesFermees

    def ouvrir(self, fermees: dict[int, str]) -> None:
        """Read who sits today."""
        self.fermees = fermees
        self.widget.fermees = fermees
        self.queryset = Personne.objects.siegeant(Instance.COMITE_TECHNIQUE)

    def label_from_instance(self, obj: Any) -> str:
        return _en_une_ligne(obj, self.fermees.get(obj.pk, ""))


class DemandeAvis(FormulaireDeGeste):
    """Whom to ask, and by when."""

    personnes = Membres(
        label="Membres du comité technique",
        queryset=Personne.objects.none(),
        error_messages={"required": "Choisissez au moins une personne."},
    )
    echeance = forms.DateField(
        label="Réponse attendue au plus tard le",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Deux rappels partent d’eux-mêmes : deux jours avant, puis ce jour-là.",
    )

    def preparer(self) -> None:
        avis, appel = self.cibles.avis, self.cibles.candidature.appel
        fermees = {demande.personne_id: "avis déjà demandé" for demande in avis.avis}
        fermees |= {deport.personne_id: "déport" for deport in avis.deports}
        self.fields["personnes"].ouvrir(fermees)
        self.fields["echeance"].initial = a_repondre_avant(horloge.aujourdhui(), appel.delai_avis)

    def clean_echeance(self) -> date:
        if self.cleaned_data["echeance"] <= horloge.aujourdhui():
            raise forms.ValidationError("Laissez au moins un jour pour répondre : choisissez une date plus tardive.")
        return self.cleaned_data["echeance"]


class QuiSeDeporte(FormulaireDeGeste):
    """The member whose déport is noted."""

    personne = forms.ModelChoiceField(
        label="Qui se déporte ?",
        queryset=Personne.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez une personne."},
    )

    def preparer(self) -> None:
        self.fields["personne"].queryset = Personne.objects.siegeant(Instance.COMITE_TECHNIQUE)
        self.fields["personne"].label_from_instance = _en_une_ligne


class LeveeDeDeport(FormulaireDeGeste):
    """Whose déport is lifted, and why."""

    personne = forms.ModelChoiceField(
        label="Quel déport lever ?",
        queryset=Personne.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez une personne."},
    )
    motif = forms.CharField(
        label="Pourquoi le lever ?", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), help_text="Ce motif reste au dossier."
    )

    def preparer(self) -> None:
        self.fields["personne"].queryset = Personne.objects.filter(deports__dossier=self.cibles.candidature.dossier_id)


class DemandeARetirer(FormulaireDeGeste):
    """The request of opinion that is taken back: one without an answer."""

    avis = forms.ModelChoiceField(
        label="Quelle demande retirer ?",
        queryset=Avis.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez une demande."},
    )

    def preparer(self) -> None:
        self.fields["avis"].queryset = Avis.objects.a_rendre().filter(candidature=self.cibles.candidature).pour_page()
        self.fields["avis"].label_from_instance = lambda avis: str(avis.personne)


def _en_une_ligne(personne: Any, precision: str = "") -> str:
    """Return "Paul Astier, Octopus (déport)"."""
    qui = f"{personne}, {personne.institution}" if personne.institution else str(personne)
    return f"{qui} ({precision})" if precision else qui
