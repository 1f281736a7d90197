"""The jobs that were given up, for who keeps the platform running: no word of anybody is in them."""

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from . import travaux
from .administration import AdminLecture
from .models import Travail


@admin.register(Travail)
class TravailAdmin(AdminLecture):
    list_display = ["genre", "objet_id", "etat", "progression", "tentatives", "prochain_essai_le", "erreur"]
    list_filter = ["etat", "genre"]
    actions = ["reessayer"]

    @admin.action(description="Réessayer les travaux abandonnés", permissions=["view"])
    def reessayer(self, request: HttpRequest, queryset: models.QuerySet[Travail]) -> None:
        abandonnes = list(queryset.filter(etat=Travail.Etat.ABANDONNE))
        for travail in abandonnes:
            travaux.reessayer(travail)
        self.message_user(request, f"Travaux remis dans la file : {len(abandonnes)}.")
