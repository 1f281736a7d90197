"""The template of agreements in the admin: the pilot writes the clauses of the open version; everything else is a transition."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.forms import BaseFormSet, BaseModelForm
from django.http import HttpRequest, HttpResponse

from socle.workflow import journaliser

from . import droits
from .clauses import VARIABLES
from .models import Clause, VersionModele


class ClauseEnLigne(admin.StackedInline):
    """The clauses, in the order of their rank."""

    model = Clause
    extra = 0
    fields = ["rang", "section", "titre", "texte", "condition", "bloc"]

    def has_add_permission(self, request: HttpRequest, obj: VersionModele | None = None) -> bool:
        return _s_ecrit(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: VersionModele | None = None) -> bool:
        return _s_ecrit(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: VersionModele | None = None) -> bool:
        return _s_ecrit(request, obj)


def _s_ecrit(request: HttpRequest, version: VersionModele | None) -> bool:
    """The version is open, and this person writes the template."""
    return version is not None and version.est_modifiable and droits.peut_ecrire_le_modele(version, request.acteur)


@admin.register(VersionModele)
class VersionModeleAdmin(admin.ModelAdmin):
    list_display = ["numero", "etat", "note", "soumise_le", "valide_le"]
    list_filter = ["etat"]
    fields = ["etat", "note", "issue_de", "soumise_le", "valide_le", "empreinte"]
    readonly_fields = ["etat", "issue_de", "soumise_le", "valide_le", "empreinte"]
    inlines = [ClauseEnLigne]
    change_form_template = "conventions/admin/modele.html"
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A version is opened from another one."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: VersionModele | None = None) -> bool:
        return (obj is None or obj.est_modifiable) and droits.peut_ecrire_le_modele(obj, request.acteur)

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def view_on_site(self, obj: VersionModele) -> str:
        return obj.get_absolute_url()

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        version = self.get_object(request, object_id)
        equipe = version is not None and droits.peut_ecrire_le_modele(version, request.acteur)
        plus = {"variables": VARIABLES.items(), "fautes": version.fautes() if version else [], "equipe": equipe}
        return super().change_view(request, object_id, form_url, {**plus, **(extra_context or {})})

    def save_related(self, request: HttpRequest, form: BaseModelForm, formsets: list[BaseFormSet], change: bool) -> None:
        super().save_related(request, form, formsets, change)
        journaliser(form.instance, "ecrire_modele", request.acteur, champs=form.changed_data)
