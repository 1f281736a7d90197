"""What one side says of itself in the agreement."""

from collections.abc import Callable
from typing import Any

from django import forms

from comptes.champs import ChampCourriel, ChampSiret
from comptes.regles import code_postal_normalise, rna_normalise
from conventions.models import Partie, Verification

FACULTATIF = {"required": False}
PAR_L_EQUIPE = [
    (Verification.TELEPHONE, "Par téléphone ou de vive voix, avec cette personne"),
    (Verification.SANS_REPONSE, "Par l’équipe seule, faute de réponse"),
]


class Informations(forms.ModelForm):
    """Prefilled; the person corrects what is wrong, then confirms all of it. The team also says how it was checked."""

    siret = ChampSiret(label="SIRET de la structure", help_text="14 chiffres. À défaut, le numéro RNA d’une association.", **FACULTATIF)
    representant_email = ChampCourriel(
        label="Son adresse électronique", help_text="Elle y recevra le lien pour signer. Inutile si elle signe sur papier.", **FACULTATIF
    )
    meme_personne = forms.TypedChoiceField(
        label="Qui représente légalement la structure ?",
        choices=[("oui", "La même personne : elle signe une seule fois"), ("non", "Une autre personne, qui signera aussi")],
        widget=forms.RadioSelect,
        coerce=lambda valeur: valeur == "oui",
        help_text="Présidente, gérant, maire… : qui a le pouvoir d’engager la structure. Sa signature vaut accord de l’employeur.",
    )
    verification = forms.ChoiceField(label="Comment avez-vous vérifié ?", choices=PAR_L_EQUIPE, widget=forms.RadioSelect)
    field_order = [
        "nom", "fonction", "structure_nom", "siret", "rna", "adresse", "code_postal", "commune",
        "meme_personne", "representant_nom", "representant_qualite", "representant_email", "sur_papier", "verification",
    ]  # fmt: skip

    class Meta:
        model = Partie
        fields = [
            "nom",
            "fonction",
            "structure_nom",
            "siret",
            "rna",
            "adresse",
            "code_postal",
            "commune",
            "representant_nom",
            "representant_qualite",
            "representant_email",
            "sur_papier",
        ]
        labels = {
            "nom": "Prénom et nom de la personne",
            "fonction": "Sa fonction dans la structure",
            "structure_nom": "Nom de la structure",
            "rna": "Numéro RNA",
            "adresse": "Adresse de la structure",
            "code_postal": "Code postal",
            "representant_nom": "Prénom et nom de l’autre personne",
            "representant_qualite": "Sa qualité",
            "sur_papier": "De ce côté, on signera sur papier",
        }
        help_texts = {
            "rna": "Pour une association : W suivi de neuf caractères.",
            "adresse": "Numéro et rue.",
            "representant_qualite": "Par exemple : présidente, directeur général.",
            "sur_papier": "À cocher si personne de ce côté ne peut signer en ligne.",
        }

    def __init__(self, *args: Any, par_l_equipe: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for nom in ("fonction", "structure_nom", "code_postal", "commune"):
            self.fields[nom].required = True
        if not par_l_equipe:
            del self.fields["verification"]
        connue = self.instance.represente_sa_structure or self.instance.representant_nom
        self.initial["meme_personne"] = "" if not connue else ("oui" if self.instance.represente_sa_structure else "non")

    def clean_rna(self) -> str:
        saisi = self.cleaned_data["rna"]
        return _normaliser(rna_normalise, saisi) if saisi else ""

    def clean_code_postal(self) -> str:
        return _normaliser(code_postal_normalise, self.cleaned_data["code_postal"])

    def clean(self) -> dict[str, Any]:
        saisie = super().clean() or {}
        if "siret" in saisie and "rna" in saisie and not (saisie["siret"] or saisie["rna"]):
            self.add_error("siret", "Donnez le SIRET, ou le numéro RNA d’une association.")
        if saisie.get("meme_personne") is False and not self.errors.get("representant_nom"):
            if not saisie.get("representant_nom"):
                self.add_error("representant_nom", "Donnez le nom de la personne qui représente la structure.")
            if not saisie.get("representant_email") and not saisie.get("sur_papier") and "representant_email" not in self.errors:
                self.add_error("representant_email", "Donnez son adresse, ou cochez que l’on signera sur papier.")
        return saisie

    def saisie(self) -> dict[str, Any]:
        """Return what `actions.verifier_partie` keeps: nobody else represents a structure that the person represents."""
        valeurs = {nom: self.cleaned_data[nom] for nom in self._meta.fields}
        seule = self.cleaned_data["meme_personne"]
        if seule:
            valeurs |= dict.fromkeys(("representant_nom", "representant_qualite", "representant_email"), "")
        return valeurs | {"represente_sa_structure": seule}


def _normaliser(regle: Callable[[str], str], saisi: str) -> str:
    """Apply a rule to what was typed; its sentence is said at the field."""
    try:
        return regle(saisi)
    except ValueError as erreur:
        raise forms.ValidationError(str(erreur)) from None
