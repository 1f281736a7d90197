"""Forms of the screens: filters of the list, period of a report."""

from typing import Any
from urllib.parse import urlencode

from django import forms

from candidatures.models import Candidature
from pilotage.lectures import files, triage
from programme.models import Dispositif, Edition
from socle import horloge
from socle.envois import Cle

ETATS = [(etat.value, etat.label) for etat in Candidature.Etat if etat != Candidature.Etat.BROUILLON]


class Filtrage(forms.Form):
    """What the list is filtered by, read from the address: a wrong value filters nothing."""

    q = forms.CharField(
        label="Chercher", required=False, widget=forms.TextInput(attrs={"type": "search", "placeholder": "Numéro, structure, mot"})
    )
    file = forms.ChoiceField(required=False, choices=[(code, code) for code in files.PAR_CODE], widget=forms.HiddenInput)
    retard = forms.BooleanField(required=False, widget=forms.HiddenInput)
    etat = forms.ChoiceField(label="État", required=False, choices=[("", "Tous les états"), *ETATS])
    dispositif = forms.ChoiceField(label="Dispositif", required=False, choices=[("", "Les deux"), *Dispositif.Code.choices])
    departement = forms.ChoiceField(label="Département", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        trouves = [(departement.pk, str(departement)) for departement in triage.departements()]
        self.fields["departement"].choices = [("", "Tous"), *trouves]

    def filtres(self) -> triage.Filtres:
        """Return what was understood of the address."""
        self.is_valid()
        return triage.Filtres(**{nom: valeur for nom, valeur in self.cleaned_data.items() if valeur})

    def poses(self) -> list[tuple[str, str]]:
        """Return (text, address without it) for each filter in force, but for the queue, which the page shows already."""
        noms = [nom for nom in ("q", "etat", "dispositif", "departement", "retard") if self.cleaned_data.get(nom)]
        return [(self._en_mots(nom), self._sans(nom)) for nom in noms]

    def _en_mots(self, nom: str) -> str:
        if nom == "q":
            return f"« {self.cleaned_data['q']} »"
        return "En retard" if nom == "retard" else str(dict(self.fields[nom].choices)[self.cleaned_data[nom]])

    def _sans(self, nom: str) -> str:
        return urlencode({autre: valeur for autre, valeur in self.data.items() if valeur and autre not in {nom, "page"}})


class PeriodeRapport(forms.Form):
    """The period of a report; `cle`, drawn with the form, makes a double click harmless."""

    edition = forms.ModelChoiceField(label="Édition", queryset=Edition.objects.all(), empty_label=None)
    du = forms.DateField(label="Du", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    au = forms.DateField(label="Au", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    cle = Cle()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if edition := Edition.objects.ouvertes().first():
            self.fields["edition"].initial = edition.pk
            self.fields["du"].initial = edition.debut
        self.fields["au"].initial = horloge.aujourdhui()

    def clean(self) -> dict[str, Any]:
        saisie = super().clean() or {}
        if saisie.get("du") and saisie.get("au") and saisie["au"] < saisie["du"]:
            self.add_error("au", "La fin précède le début : choisissez une date plus tardive.")
        return saisie
