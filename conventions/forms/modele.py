"""What the comité technique says of a version of the template, and the example it is read with."""

from datetime import date
from typing import Any

from django import forms

from conventions.models import Modalite, ModePaiement
from programme.models import Dispositif
from socle import horloge

VALIDER, RENVOYER = "valider", "renvoyer"


class DecisionDuComite(forms.Form):
    """A member decides; the team writes down what the committee decided, with the day and where it is written."""

    sens = forms.ChoiceField(
        label="Décision", choices=[(VALIDER, "Valider cette version"), (RENVOYER, "Demander de la reprendre")], widget=forms.RadioSelect
    )
    remarques = forms.CharField(
        label="Remarques",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="L’équipe pilote les lit. Nécessaires pour demander une reprise.",
    )
    decidee_le = forms.DateField(label="Jour de la décision", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    reference = forms.CharField(label="Référence", max_length=160, help_text="Par exemple : compte rendu du comité du 12 mars, point 3.")

    def __init__(self, *args: Any, par_l_equipe: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not par_l_equipe:
            del self.fields["decidee_le"], self.fields["reference"]

    def clean_decidee_le(self) -> date:
        jour = self.cleaned_data["decidee_le"]
        if jour > horloge.aujourdhui():
            raise forms.ValidationError("Cette date est à venir : donnez le jour où le comité a décidé.")
        return jour

    def clean(self) -> dict[str, Any]:
        saisie = super().clean() or {}
        if saisie.get("sens") == RENVOYER and not saisie.get("remarques", "").strip():
            self.add_error("remarques", "Dites ce qui est à reprendre.")
        return saisie

    def donnees(self) -> dict[str, Any]:
        """Return the arguments of the action."""
        return {nom: valeur for nom, valeur in self.cleaned_data.items() if nom != "sens"}


class Exemple(forms.Form):
    """Which agreement the preview invents."""

    dispositif = forms.ChoiceField(label="Dispositif", choices=Dispositif.Code, initial=Dispositif.Code.TSF)
    mode_paiement = forms.ChoiceField(label="Prise en charge", choices=ModePaiement, initial=ModePaiement.FACTURE_STRUCTURE)
    modalite = forms.ChoiceField(label="Séances", choices=Modalite, initial=Modalite.MIXTE)
    captation = forms.TypedChoiceField(
        label="Images et sons", choices=[("oui", "possibles"), ("non", "aucun")], initial="oui", coerce=lambda valeur: valeur == "oui"
    )

    @classmethod
    def depuis(cls, adresse: Any) -> "Exemple":
        """Return the example that an address asks for, that of the initial values when it asks for none."""
        return cls({nom: adresse.get(nom) or champ.initial for nom, champ in cls.base_fields.items()})

    def choisi(self) -> dict[str, Any]:
        """Return what was chosen, the initial values where the address holds anything else."""
        self.is_valid()
        usuel = {nom: champ.clean(champ.initial) for nom, champ in self.fields.items()}
        return usuel | self.cleaned_data
