"""First part: the structure, and what the person who carries the request does there."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator

from comptes.champs import ChampTelephone
from comptes.models import Departement, TypeStructure
from comptes.regles import siret_normalise

from .champs import Ligne, phrases

HORS_TERRITOIRE = "ailleurs"


class StructureForm(forms.Form):
    siret = Ligne(
        label="SIRET",
        max_length=60,
        help_text="14 chiffres : il est sur l’avis de situation au répertoire Sirene, les factures, les fiches de paie.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "tsf-num"}),
        error_messages=phrases("Indiquez le SIRET de la structure."),
    )
    raison_sociale = Ligne(
        label="Nom de la structure",
        max_length=160,
        help_text="Sa raison sociale, comme sur ses statuts ou son extrait Kbis.",
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages=phrases("Indiquez le nom de la structure."),
    )
    type_structure = forms.ChoiceField(
        label="Activité principale",
        choices=[("", "Choisissez une activité"), *TypeStructure.choices],
        error_messages=phrases("Choisissez l’activité principale de la structure."),
    )
    code_postal = Ligne(
        label="Code postal",
        max_length=10,
        validators=[RegexValidator(r"^[0-9]{5}\Z", "Un code postal compte cinq chiffres, par exemple 31000.")],
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "postal-code", "class": "tsf-num"}),
        error_messages=phrases("Indiquez le code postal."),
    )
    commune = Ligne(
        label="Commune",
        max_length=64,
        widget=forms.TextInput(attrs={"autocomplete": "address-level2"}),
        error_messages=phrases("Indiquez la commune de la structure."),
    )
    departement = forms.ChoiceField(
        label="Département",
        help_text="Celui où la structure est installée : le dispositif est réservé à l’Occitanie.",
        error_messages=phrases("Choisissez le département de la structure."),
    )
    fonction_porteur = Ligne(
        label="Votre fonction dans cette structure",
        max_length=120,
        help_text="Vous portez cette candidature : l’équipe vous écrira.",
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
        error_messages=phrases("Indiquez votre fonction dans la structure."),
    )
    telephone_porteur = ChampTelephone(
        label="Votre téléphone",
        required=False,
        help_text="Pour l’entretien de diagnostic. L’équipe le voit ; votre personne-ressource aussi, une fois que vous l’avez confirmée.",
    )

    def __init__(self, *args: Any, departements: list[Departement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["departement"].choices = [
            ("", "Choisissez un département"),
            *((departement.code, f"{departement.nom} ({departement.code})") for departement in departements),
            (HORS_TERRITOIRE, "Hors d’Occitanie"),
        ]

    def clean_siret(self) -> str:
        try:
            return siret_normalise(self.cleaned_data["siret"])
        except ValueError as faux:
            raise forms.ValidationError(str(faux)) from None

    def clean_departement(self) -> str:
        departement = self.cleaned_data["departement"]
        if departement == HORS_TERRITOIRE:
            raise forms.ValidationError(
                "Le dispositif s’adresse aux structures installées dans l’un des treize départements d’Occitanie : "
                "une candidature venue d’ailleurs ne peut pas être envoyée."
            )
        return departement
