"""Questionnaires and their versions, to be read: a version is loaded, never edited."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from socle.administration import AdminLecture

from .models import Question, Questionnaire, Version


@admin.register(Questionnaire)
class QuestionnaireAdmin(AdminLecture):
    list_display = ["nom", "code"]


class QuestionEnLigne(admin.TabularInline):
    model = Question
    fields = ["rang", "etape", "libelle", "type", "rattachement", "mesure"]
    readonly_fields = fields
    can_delete = False
    extra = 0
    max_num = 0


@admin.register(Version)
class VersionAdmin(AdminLecture):
    list_display = ["questionnaire", "numero", "figee_le"]
    list_filter = ["questionnaire"]
    list_select_related = ["questionnaire"]
    fields = ["questionnaire", "numero", "figee_le", "empreinte"]
    inlines = [QuestionEnLigne]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Version]:
        return super().get_queryset(request).defer("definition")
