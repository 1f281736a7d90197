"""The frame of the programme, readable in the admin; its changes go through actions."""

from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from comptes.acteurs import est_pilote
from socle.administration import AdminLecture
from socle.refus import refus_en_message

from . import actions
from .models import POIDS, Dispositif, Edition, Ligne, Mouvement, Quota


class FormulairePoids(forms.ModelForm):
    """How the score of matching is shared: a hundred points in all."""

    class Meta:
        model = Edition
        fields = POIDS

    def clean(self) -> dict[str, Any]:
        saisie = super().clean() or {}
        total = sum(saisie.get(nom) or 0 for nom in POIDS)
        if not self.errors and total != 100:
            raise forms.ValidationError(f"Les cinq poids font {total} points en tout : il en faut cent.")
        return saisie


@admin.register(Edition)
class EditionAdmin(AdminLecture):
    """Read-only, but for the weights of matching, which the pilot team sets."""

    form = FormulairePoids
    list_display = ["nom", "etat", "debut", "fin", "enveloppe", "prix_journee", "objectif_demi_journees"]

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return est_pilote(request.acteur)

    def get_readonly_fields(self, request: HttpRequest, obj: object = None) -> list[str]:
        return [champ.name for champ in Edition._meta.fields if champ.editable and not champ.primary_key and champ.name not in POIDS]

    def save_model(self, request: HttpRequest, obj: Edition, form: forms.ModelForm, change: bool) -> None:
        poids = {nom: form.cleaned_data[nom] for nom in POIDS}
        actions.regler_poids(obj, poids, acteur=request.acteur)


@admin.register(Dispositif)
class DispositifAdmin(AdminLecture):
    list_display = ["edition", "code", "ouvre_le", "minimum", "maximum"]
    list_select_related = ["edition"]


class FormulaireLigne(forms.ModelForm):
    """The amount of a budget line."""

    class Meta:
        model = Ligne
        fields = ["montant"]

    def clean_montant(self) -> Decimal:
        montant = self.cleaned_data["montant"]
        if phrase := actions.empechement_de_ligne(Ligne.objects.select_related("edition").get(pk=self.instance.pk), montant):
            raise forms.ValidationError(phrase)
        return montant


@admin.register(Ligne)
class LigneAdmin(AdminLecture):
    """Read-only, but for the amount, which the pilot team changes within the envelope."""

    form = FormulaireLigne
    list_display = ["libelle", "edition", "montant", "engage", "realise", "paye", "disponible"]
    list_select_related = ["edition"]
    readonly_fields = ["edition", "genre", "libelle", "engage", "realise", "paye", "disponible"]

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return est_pilote(request.acteur)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What somebody engaged since the form was checked refuses the change: said on the page."""
        with refus_en_message(request):
            return super().changeform_view(request, *args, **kwargs)
        return redirect(request.path)

    def save_model(self, request: HttpRequest, obj: Ligne, form: forms.ModelForm, change: bool) -> None:
        actions.modifier_ligne(obj, form.cleaned_data["montant"], acteur=request.acteur)


@admin.register(Mouvement)
class MouvementAdmin(AdminLecture):
    list_display = ["le", "ligne", "genre", "origine", "rang", "demi_journees", "montant"]
    list_filter = ["genre"]
    list_select_related = ["ligne__edition"]


@admin.register(Quota)
class QuotaAdmin(AdminLecture):
    list_display = ["structure", "dispositif", "pris", "plafond"]
    list_select_related = ["structure", "dispositif"]
