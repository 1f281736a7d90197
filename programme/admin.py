"""The frame of the programme, readable in the admin; its changes go through actions."""

from django.contrib import admin

from socle.administration import AdminLecture

from .models import Dispositif, Edition, Ligne, Mouvement, Quota


@admin.register(Edition)
class EditionAdmin(AdminLecture):
    list_display = ["nom", "etat", "debut", "fin", "enveloppe", "prix_journee", "objectif_demi_journees"]


@admin.register(Dispositif)
class DispositifAdmin(AdminLecture):
    list_display = ["edition", "code", "ouvre_le", "minimum", "maximum"]
    list_select_related = ["edition"]


@admin.register(Ligne)
class LigneAdmin(AdminLecture):
    list_display = ["edition", "libelle", "montant", "engage", "disponible"]
    list_select_related = ["edition"]


@admin.register(Mouvement)
class MouvementAdmin(AdminLecture):
    list_display = ["le", "ligne", "genre", "origine", "demi_journees", "montant"]
    list_filter = ["genre"]
    list_select_related = ["ligne__edition"]


@admin.register(Quota)
class QuotaAdmin(AdminLecture):
    list_display = ["structure", "dispositif", "pris", "plafond"]
    list_select_related = ["structure", "dispositif"]
