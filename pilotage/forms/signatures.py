"""What the gestures of the team on signatures ask."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet

from comptes.champs import ChampCourriel
from conventions.lectures import empechement_de_signature
from conventions.models import Signataire
from socle import fichiers, horloge
from socle.refus import Refus

from .gestes import FormulaireDeGeste


class _SurLesAttendus(FormulaireDeGeste):
    """A gesture on those who have not signed; the address of the page may name one of them."""

    def attendus(self) -> QuerySet[Signataire]:
        """Those who have not signed the agreement, or the avenant, of this file."""
        return Signataire.objects.attendus().filter(convention=self.cibles.a_signer).select_related("personne")

    def suivre(self, adresse: Mapping[str, str]) -> None:
        choisi = adresse.get("signataire", "")
        if choisi.isdigit() and not self.is_bound:
            champ = "signataires" if "signataires" in self.fields else "signataire"
            self.initial[champ] = [int(choisi)] if champ == "signataires" else int(choisi)
            self.preremplir(self.attendus().filter(pk=int(choisi)).first())

    def preremplir(self, signataire: Signataire | None) -> None:
        """Fill in what is known of the person that the address names."""


def _qui(signataire: Signataire) -> str:
    return f"{signataire.nom} ({signataire.qualite})" if signataire.qualite else signataire.nom


class Exemplaire(_SurLesAttendus):
    """The scan of the signed paper, who signed it, and the day of the last signature; what is wrong is said at the field."""

    televerse = forms.FileField(
        label="Exemplaire signé",
        help_text="Le scan ou la photo de toutes les pages signées : PDF, PNG ou JPEG, 20 Mo au plus.",
        error_messages={"empty": "Ce fichier est vide. Choisissez-en un autre.", "required": "Choisissez le fichier à verser."},
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
    )
    signataires = forms.ModelMultipleChoiceField(
        label="Signatures que porte cet exemplaire",
        queryset=Signataire.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choisissez au moins une personne."},
    )
    derniere_signature = forms.DateField(
        label="Jour de la dernière signature",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="La date qu’a écrite la dernière personne à signer : rien ne prend effet avant ce jour.",
    )

    def preparer(self) -> None:
        self.fields["derniere_signature"].initial = horloge.aujourdhui()
        champ = self.fields["signataires"]
        champ.queryset = self.attendus()
        champ.label_from_instance = _qui
        champ.initial = [signataire.pk for signataire in champ.queryset]

    def clean_derniere_signature(self) -> date:
        jour = self.cleaned_data["derniere_signature"]
        if self.cibles.a_signer and (phrase := empechement_de_signature(self.cibles.a_signer, jour)):
            raise forms.ValidationError(phrase)
        return jour

    def clean_televerse(self) -> UploadedFile:
        try:
            fichiers.verifier(self.cleaned_data["televerse"], seulement=("pdf", "png", "jpg", "jpeg"))
        except Refus as refus:
            raise forms.ValidationError(refus.phrase) from None
        return self.cleaned_data["televerse"]


class RelanceSignature(_SurLesAttendus):
    """Who is reminded: all those that can be written to, unless some are unticked."""

    signataires = forms.ModelMultipleChoiceField(
        label="À qui",
        queryset=Signataire.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choisissez au moins une personne."},
    )

    def preparer(self) -> None:
        champ = self.fields["signataires"]
        champ.queryset = self.attendus().filter(personne__email__isnull=False)
        champ.label_from_instance = _qui
        champ.initial = [signataire.pk for signataire in champ.queryset]


class UnLien(_SurLesAttendus):
    """Whose link."""

    signataire = forms.ModelChoiceField(
        label="De qui",
        queryset=Signataire.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez une personne."},
    )

    def preparer(self) -> None:
        champ = self.fields["signataire"]
        # A second sending names somebody who waits no more: the action says calmly that it was done.
        champ.queryset = Signataire.objects.filter(convention=self.cibles.a_signer) if self.is_bound else self.attendus()
        champ.label_from_instance = _qui


class Remplacement(UnLien):
    """Who signs instead, or the same person at the right address."""

    nom = forms.CharField(label="Nom de la personne qui signe", max_length=161)
    qualite = forms.CharField(label="Qualité", max_length=200, required=False, help_text="Par exemple : présidente, Le Grand Bal.")
    email = ChampCourriel()
    field_order = ["signataire", "nom", "qualite", "email"]

    def preremplir(self, signataire: Signataire | None) -> None:
        if signataire:
            self.initial |= {"nom": signataire.nom, "qualite": signataire.qualite, "email": signataire.personne.email or ""}

    def donnees(self) -> dict[str, Any]:
        return super().donnees() | {"nom": " ".join(self.cleaned_data["nom"].split())}
