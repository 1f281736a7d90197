"""The calls in the admin: the pilot edits their texts, dates and delays while they are drafts; everything else is a transition."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.forms import BaseModelForm
from django.http import HttpRequest, HttpResponse

from socle.administration import DateEtHeure
from socle.workflow import boutons, journaliser

from . import droits
from .actions import poser_criteres
from .models import Appel, Critere


class CritereEnLigne(admin.StackedInline):
    """What requests are judged by: set with the call, while it is a draft."""

    model = Critere
    extra = 0
    fields = ["famille", "rang", "libelle", "code", "aide"]
    prepopulated_fields = {"code": ["libelle"]}

    def has_add_permission(self, request: HttpRequest, obj: Appel | None = None) -> bool:
        return _se_prepare(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Appel | None = None) -> bool:
        return _se_prepare(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Appel | None = None) -> bool:
        return _se_prepare(request, obj)


def _se_prepare(request: HttpRequest, appel: Appel | None) -> bool:
    """The call is a draft, and this person prepares calls."""
    return appel is not None and appel.etat == Appel.Etat.BROUILLON and droits.peut_preparer(appel, request.acteur)


@admin.register(Appel)
class AppelAdmin(admin.ModelAdmin):
    list_display = ["titre", "edition", "etat", "ouvre_le", "ferme_le"]
    list_filter = ["etat", "edition"]
    list_select_related = ["edition"]
    fieldsets = [
        (None, {"fields": ["etat", "edition", "titre", "slug", "presentation", "questionnaire_version"]}),
        ("Calendrier", {"fields": ["ouvre_le", "ferme_le"]}),
        ("Comité technique", {"fields": ["avis", "delai_avis"]}),
        ("Ce que l’équipe promet", {"fields": ["delai_etude", "delai_entretien", "delai_decision"]}),
        ("Décisions", {"fields": ["annonce_immediate"]}),
    ]
    readonly_fields = ["etat"]
    prepopulated_fields = {"slug": ["titre"]}
    change_form_template = "candidatures/admin/appel.html"
    show_full_result_count = False
    formfield_overrides = {models.DateTimeField: {"widget": DateEtHeure}}

    def get_inlines(self, request: HttpRequest, obj: Appel | None) -> list[type[admin.StackedInline]]:
        """A call that is being made gets the criteria of reference once it is saved."""
        return [CritereEnLigne] if obj else []

    def has_add_permission(self, request: HttpRequest) -> bool:
        return droits.peut_preparer(None, request.acteur)

    def has_change_permission(self, request: HttpRequest, obj: Appel | None = None) -> bool:
        return (obj is None or obj.etat == Appel.Etat.BROUILLON) and droits.peut_preparer(obj, request.acteur)

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def view_on_site(self, obj: Appel) -> str:
        return obj.get_absolute_url()

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        appel = self.get_object(request, object_id)
        ouverts = boutons(appel, request.acteur) if appel else []
        return super().change_view(request, object_id, form_url, {"boutons": ouverts, **(extra_context or {})})

    def save_model(self, request: HttpRequest, obj: Appel, form: BaseModelForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if not change:
            poser_criteres(obj)
        journaliser(obj, "modifier_appel" if change else "creer_appel", request.acteur, champs=form.changed_data)
