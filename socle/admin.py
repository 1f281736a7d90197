"""What the pilot sees of the ground: jobs that were given up, mails, journal."""

from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest

from . import courriels, travaux
from .administration import AdminLecture
from .models import Courriel, Evenement, Travail, filtrer_deports


class SansDeport(AdminLecture):
    """Rows that belong to a file: those who withdrew from it see nothing of it here either."""

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return filtrer_deports(super().get_queryset(request), request.user.pk)


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


@admin.register(Courriel)
class CourrielAdmin(SansDeport):
    list_display = ["gabarit", "sujet", "personne", "dossier", "etat", "cree_le", "envoye_le"]
    list_filter = ["etat", "gabarit"]
    list_select_related = ["personne", "dossier"]
    exclude = ["secret", "liens"]
    actions = ["liberer"]

    @admin.action(description="Envoyer les courriels retenus", permissions=["view"])
    def liberer(self, request: HttpRequest, queryset: models.QuerySet[Courriel]) -> None:
        retenus = list(queryset.filter(etat=Courriel.Etat.RETENU))
        for courriel in retenus:
            courriels.liberer(courriel)
        self.message_user(request, f"Courriels envoyés : {len(retenus)}.", messages.SUCCESS)


@admin.register(Evenement)
class EvenementAdmin(SansDeport):
    list_display = ["le", "code", "objet", "acteur", "de", "vers", "dossier"]
    list_filter = ["code"]
    list_select_related = ["dossier"]
    date_hierarchy = "le"
