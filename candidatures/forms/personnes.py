"""Second part: the people who take part; the first one is the *personne référente*."""

from typing import Any

from django import forms

from candidatures import regles
from candidatures.demande import PersonneAccompagnee
from candidatures.models import StatutParticipant
from comptes.champs import ChampCourriel

from .champs import Ligne, Place, Places, phrases

_NOMS = ("la personne référente", "la deuxième personne", "la troisième personne")


class ParticipantForm(Place):
    prenom = Ligne(label="Prénom", max_length=80, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    nom = Ligne(label="Nom", max_length=80, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    email = ChampCourriel(
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages=phrases("", invalid="Cette adresse est incomplète ou mal écrite, par exemple : prenom.nom@structure.fr."),
    )
    fonction = Ligne(label="Fonction", max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    statut = forms.ChoiceField(label="Statut", choices=[("", "Choisissez un statut"), *StatutParticipant.choices])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        qui = _NOMS[self.rang]
        self.fields["email"].required = self.rang == 0
        exiges = {
            "prenom": f"Indiquez le prénom de {qui}.",
            "nom": f"Indiquez le nom de {qui}.",
            "email": f"Indiquez l’adresse électronique de {qui}.",
            "fonction": f"Indiquez la fonction de {qui}.",
            "statut": f"Choisissez le statut de {qui}.",
        }
        for champ, exige in exiges.items():
            self.fields[champ].error_messages |= phrases(exige)

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()


class ParticipantsFormSet(Places):
    """One to three people, each under her own address."""

    def clean(self) -> None:
        for place in regles.repetitions([form.cleaned_data.get("email") for form in self.forms]):
            self.forms[place].add_error("email", "Cette adresse est déjà celle d’une autre personne : chacune a la sienne.")

    def personnes(self) -> list[PersonneAccompagnee]:
        """Return the people of a valid form, the référente first."""
        remplis = [form.cleaned_data for form in self.forms if form.cleaned_data]
        return [PersonneAccompagnee(**valeurs) for valeurs in remplis]


Participants = forms.formset_factory(ParticipantForm, formset=ParticipantsFormSet, extra=0, min_num=1, max_num=regles.PARTICIPANTS_MAXIMUM)
