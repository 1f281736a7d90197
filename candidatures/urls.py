"""Addresses of calls, requests and opinions."""

from django.urls import path

from . import views

app_name = "candidatures"
urlpatterns = [
    path("appels/", views.appels, name="appels"),
    path("appels/<slug:slug>/", views.appel, name="appel"),
    path("appels/<slug:slug>/fac-simile.pdf", views.fac_simile, name="fac-simile"),
    path("appels/<slug:slug>/commencer/", views.commencer, name="commencer"),
    path("appels/<slug:slug>/etat/<slug:transition>/", views.avancer_appel, name="avancer-appel"),
    path("candidatures/brouillons/<uuid:uuid>/formulaire/", views.formulaire, name="formulaire"),
    path("candidatures/brouillons/<uuid:uuid>/formulaire/recapitulatif/", views.recapitulatif, name="recapitulatif"),
    path("candidatures/brouillons/<uuid:uuid>/formulaire/<slug:etape>/", views.etape, name="etape"),
    path("candidatures/<reference:numero>/", views.detail, name="detail"),
    path("candidatures/<reference:numero>/pieces/<int:pk>/", views.piece, name="piece"),
    path("candidatures/<reference:numero>/reponses.pdf", views.reponses, name="reponses"),
    path("candidatures/<reference:numero>/messages/", views.messages_du_dossier, name="messages"),
    path("candidatures/<reference:numero>/messages/<uuid:uuid>/", views.piece_du_fil, name="piece-du-fil"),
    path("candidatures/<reference:numero>/complement/", views.complement, name="complement"),
    path("candidatures/<reference:numero>/diagnostic/", views.diagnostic, name="diagnostic"),
    path("candidatures/<reference:numero>/diagnostic/accord/", views.approuver_diagnostic, name="approuver-diagnostic"),
    path("candidatures/<reference:numero>/diagnostic/correction/", views.contester_diagnostic, name="contester-diagnostic"),
    path("candidatures/<reference:numero>/retirer/", views.retirer, name="retirer"),
    path("comite/avis/<reference:numero>/", views.avis, name="avis"),
    path("comite/avis/<reference:numero>/pieces/<int:pk>/", views.avis_piece, name="avis-piece"),
    path("comite/avis/<reference:numero>/deport/", views.deport, name="deport"),
]
