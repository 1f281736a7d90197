"""The référentiel as the pilot keeps it: texts and order are edited, nothing is deleted, a competence is archived."""

from typing import Any

from django.contrib import admin, messages
from django.db import models
from django.forms import BaseModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path

from socle.refus import refus_en_message
from socle.workflow import boutons

from . import actions, regles
from .forms import Archivage
from .models import Alignement, Competence, CompetenceQuerySet, Domaine, Indicateur, Version


class SansSuppression(admin.ModelAdmin):
    """Parameters that old files point to: edited, never deleted; what identifies them is fixed once they exist."""

    show_full_result_count = False
    identifiants: tuple[str, ...] = ()

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest | None, **kwargs: Any) -> Any:
        champ = super().formfield_for_dbfield(db_field, request, **kwargs)
        if champ and db_field.name in self.list_editable:
            # In the list, the head of the column is not a label.
            champ.widget.attrs["aria-label"] = str(db_field.verbose_name).capitalize()
        return champ

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> tuple[str, ...]:
        fixes = self.identifiants if obj else ()
        return (*super().get_readonly_fields(request, obj), *fixes)

    def view_on_site(self, obj: Any) -> str:
        return obj.get_absolute_url()


class AlignementInline(admin.TabularInline):
    model = Alignement
    fields = ["cadre", "version", "code", "libelle", "relation"]
    extra = 0


class IndicateurInline(admin.TabularInline):
    model = Indicateur
    fields = ["texte", "rang"]
    extra = 0


@admin.register(Domaine)
class DomaineAdmin(SansSuppression):
    list_display = ["code", "nom", "rang", "nombre"]
    list_editable = ["rang"]
    list_display_links = ["nom"]
    fields = ["code", "nom", "rang"]
    identifiants = ("code",)
    inlines = [AlignementInline]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Domaine]:
        actives = models.Count("competences", filter=models.Q(competences__etat=Competence.Etat.ACTIVE))
        return super().get_queryset(request).annotate(nombre=actives)

    @admin.display(description="compétences actives", ordering="nombre")
    def nombre(self, domaine: Any) -> int:
        return domaine.nombre

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        actions.indexer_domaine(form.instance)


@admin.register(Competence)
class CompetenceAdmin(SansSuppression):
    list_display = ["code", "nom", "etat", "rang"]
    list_editable = ["rang"]
    list_display_links = ["nom"]
    list_filter = ["etat", "domaine"]
    search_fields = ["recherche"]
    search_help_text = "Un mot de la compétence, de ses indicateurs ou de son domaine, avec ou sans accents"
    fields = ["code", "domaine", "nom", "rang", "etat", "remplacee_par", "uuid"]
    readonly_fields = ["etat", "remplacee_par", "uuid"]
    identifiants = ("code", "domaine")
    inlines = [IndicateurInline, AlignementInline]
    change_form_template = "referentiel/admin/competence.html"

    def get_search_results(self, request: HttpRequest, queryset: CompetenceQuerySet, search_term: str) -> tuple[CompetenceQuerySet, bool]:
        return queryset.contenant(regles.mots_cherches(search_term)), False

    def save_related(self, request: HttpRequest, form: BaseModelForm, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        actions.indexer(form.instance)

    def get_urls(self) -> list[URLPattern]:
        proteger = self.admin_site.admin_view
        return [
            path("<int:pk>/archiver/", proteger(self.archiver), name="referentiel_competence_archiver"),
            path("<int:pk>/retablir/", proteger(self.retablir), name="referentiel_competence_retablir"),
            *super().get_urls(),
        ]

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        competence = self.get_object(request, object_id)
        ouverts = boutons(competence, request.acteur) if competence else []
        return super().change_view(request, object_id, form_url, {"boutons": ouverts, **(extra_context or {})})

    def archiver(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask what replaces the competence, then archive it."""
        competence = get_object_or_404(Competence, pk=pk)
        form = Archivage(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            with refus_en_message(request):
                actions.archiver(competence, acteur=request.acteur, remplacee_par=form.cleaned_data["remplacee_par"])
                messages.success(request, f"La compétence {competence.code} est archivée.")
            return redirect("admin:referentiel_competence_change", pk)
        contexte = {**self.admin_site.each_context(request), "title": f"Archiver {competence}", "opts": self.opts, "form": form}
        return render(request, "referentiel/admin/archiver.html", {**contexte, "competence": competence})

    def retablir(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Put an archived competence back, by the button of its page."""
        competence = get_object_or_404(Competence, pk=pk)
        if request.method == "POST":
            with refus_en_message(request):
                actions.retablir(competence, acteur=request.acteur)
                messages.success(request, f"La compétence {competence.code} est de nouveau active.")
        return redirect("admin:referentiel_competence_change", pk)


@admin.register(Version)
class VersionAdmin(SansSuppression):
    list_display = ["numero", "en_vigueur_le", "presentation"]
    fields = ["numero", "en_vigueur_le", "presentation"]
    identifiants = ("numero",)
    view_on_site = False
