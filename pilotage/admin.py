"""What happened on the files, for the pilot team: mails and journal. Administrators do not open files, and read neither."""

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from comptes.acteurs import est_pilote
from socle import consultations
from socle.administration import AdminLecture
from socle.models import Courriel, Evenement, filtrer_dossiers


class LignesDeDossier(AdminLecture):
    """Rows that belong to a file: those from whom it is hidden see nothing of it here either."""

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return filtrer_dossiers(super().get_queryset(request), request.user.pk)

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return est_pilote(request.acteur)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)


@admin.register(Courriel)
class CourrielAdmin(LignesDeDossier):
    """Read only: a held mail is that of a decision, which is announced from its file, with all that follows from it."""

    list_display = ["gabarit", "sujet", "personne", "dossier", "etat", "cree_le", "envoye_le"]
    list_filter = ["etat", "gabarit"]
    list_select_related = ["personne", "dossier"]
    exclude = ["secret", "liens"]

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Courriel | None:
        """Read one mail; it is noted who did."""
        courriel = super().get_object(request, object_id, from_field)
        if courriel is not None:
            consultations.consigner(courriel, acteur=request.acteur)
        return courriel


@admin.register(Evenement)
class EvenementAdmin(LignesDeDossier):
    list_display = ["le", "code", "objet", "acteur", "de", "vers", "dossier"]
    list_filter = ["code"]
    list_select_related = ["dossier"]
    date_hierarchy = "le"
