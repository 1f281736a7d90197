"""Accounts: administrators keep people and mandates, the pilot team reads; structures are read by all of them."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db import models
from django.http import HttpRequest

from socle import consultations, horloge
from socle.administration import AdminLecture

from . import actions
from .acteurs import est_administrateur
from .champs import ChampCourriel, ChampSiret
from .models import Instance, Institution, Mandat, Personne, Structure
from .regles import texte_de_recherche

# Roles are mandates, and people keep their own addresses, keys and devices: nobody else edits them.
for modele in (Group, EmailAddress, Authenticator, UserSession):
    admin.site.unregister(modele)


class TenuParAdministration(admin.ModelAdmin):
    """Changed by administrators, read by the pilot team, never deleted: old files point to these rows."""

    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return est_administrateur(request.acteur)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return est_administrateur(request.acteur)

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


class MandatInline(admin.TabularInline):
    """The roles of a person, read there and changed on their own page."""

    model = Mandat
    extra = 0
    can_delete = False
    fields = ["instance", "institution", "du", "au"]

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


@admin.register(Personne)
class PersonneAdmin(TenuParAdministration):
    list_display = ["nom", "prenom", "email", "roles", "is_active", "last_login"]
    list_display_links = ["nom", "prenom"]
    list_filter = ["is_active", "mandats__instance"]
    search_fields = ["nom", "prenom", "email"]
    fields = ["prenom", "nom", "email", "telephone", "is_active", "last_login", "cree_le"]
    readonly_fields = ["email", "last_login", "cree_le"]
    inlines = [MandatInline]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """People come by signing up, by a request, or with a mandate."""
        return False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Refuse to search by the hash of the password: letter after letter, a list would give it away."""
        return not lookup.startswith("password") and super().lookup_allowed(lookup, value, request)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Personne]:
        return super().get_queryset(request).prefetch_related("mandats")

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Personne | None:
        """Read one person; it is noted who did."""
        personne = super().get_object(request, object_id, from_field)
        if personne is not None:
            consultations.consigner(personne, acteur=request.acteur)
        return personne

    @admin.display(description="rôles")
    def roles(self, personne: Personne) -> str:
        jour = horloge.aujourdhui()
        en_cours = [mandat for mandat in personne.mandats.all() if mandat.du <= jour and (mandat.au is None or mandat.au >= jour)]
        return ", ".join(mandat.get_instance_display() for mandat in en_cours)


class NouveauMandat(forms.ModelForm):
    """Who takes a role, known or not yet."""

    prenom = forms.CharField(label="Prénom", max_length=80)
    nom = forms.CharField(label="Nom", max_length=80)
    email = ChampCourriel(help_text="Une personne déjà connue est retrouvée par son adresse.")

    class Meta:
        model = Mandat
        fields = ["instance", "institution", "du"]


class FinDeMandat(forms.ModelForm):
    """The last day of a role."""

    class Meta:
        model = Mandat
        fields = ["au"]

    def clean_au(self) -> Any:
        au = self.cleaned_data["au"]
        if au and au < self.instance.du:
            raise forms.ValidationError("La fin précède le début : choisissez une date plus tardive.")
        return au


@admin.register(Mandat)
class MandatAdmin(TenuParAdministration):
    list_display = ["personne", "instance", "institution", "du", "au"]
    list_filter = ["instance", "institution"]
    list_select_related = ["personne", "institution"]
    search_fields = ["personne__nom", "personne__prenom", "personne__email"]

    def get_form(self, request: HttpRequest, obj: Mandat | None = None, change: bool = False, **kwargs: Any) -> Any:
        """Who takes which role, or when it ends; the classes of the fields stay those of the admin."""
        return super().get_form(request, obj, change, form=FinDeMandat if obj else NouveauMandat, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Mandat | None = None) -> list[str]:
        return ["personne", "instance", "institution", "du", "au"] if obj else ["prenom", "nom", "email", "instance", "institution", "du"]

    def get_readonly_fields(self, request: HttpRequest, obj: Mandat | None = None) -> list[str]:
        return ["personne", "instance", "institution", "du"] if obj else []

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"du": horloge.aujourdhui(), **super().get_changeform_initial_data(request)}

    def save_model(self, request: HttpRequest, obj: Mandat, form: Any, change: bool) -> None:
        """Give the role, or end it, by the actions of the application."""
        acteur = request.acteur
        if change:
            actions.finir_mandat(obj, au=obj.au, acteur=acteur)
            return
        saisie = form.cleaned_data
        personne = actions.trouver_ou_creer_personne(email=saisie["email"], prenom=saisie["prenom"], nom=saisie["nom"])
        donne = actions.donner_mandat(
            personne, Instance(saisie["instance"]), du=saisie["du"], institution=saisie["institution"], acteur=acteur
        )
        obj.pk, obj.personne = donne.pk, personne


@admin.register(Structure)
class StructureAdmin(AdminLecture):
    list_display = ["raison_sociale", "siren", "rna", "type", "commune", "departement"]
    list_filter = ["type", "departement"]
    list_select_related = ["departement"]
    search_fields = ["recherche"]
    search_help_text = "Un nom, une commune, un SIRET ou un RNA, avec ou sans accents"

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        for mot in texte_de_recherche(search_term).split():
            queryset = queryset.filter(recherche__contains=mot)
        return queryset, False


@admin.register(Institution)
class InstitutionAdmin(TenuParAdministration):
    form = forms.modelform_factory(Institution, fields="__all__", field_classes={"siret": ChampSiret}, labels={"siret": "SIRET"})
    list_display = ["nom", "code", "est_financeur"]
    search_fields = ["nom"]

    def get_readonly_fields(self, request: HttpRequest, obj: Institution | None = None) -> list[str]:
        return ["code"] if obj else []
