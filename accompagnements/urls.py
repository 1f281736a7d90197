"""Addresses of proposals and pairs."""

from django.urls import path

from . import views

app_name = "accompagnements"
urlpatterns = [
    path("agenda/", views.agenda, name="agenda"),
    path("agenda/renouveler/", views.renouveler_agenda, name="renouveler-agenda"),
    path("agenda/<str:jeton>.ics", views.agenda_ics, name="agenda-ics"),
    path("propositions/<int:pk>/", views.proposition, name="proposition"),
    path("propositions/<int:pk>/demander/", views.demander, name="demander"),
    path("propositions/<int:pk>/<slug:geste>/", views.repondre, name="repondre"),
    path("accompagnements/<reference:numero>/", views.detail, name="detail"),
    path("accompagnements/<reference:numero>/seances/nouvelle/", views.declarer, name="declarer"),
    path("accompagnements/<reference:numero>/seances/planifier/", views.planifier, name="planifier"),
    path("accompagnements/<reference:numero>/seances/<int:pk>/", views.seance, name="seance"),
    path("accompagnements/<reference:numero>/seances/<int:pk>/compte-rendu/", views.compte_rendu, name="compte-rendu"),
    path("accompagnements/<reference:numero>/seances/<int:pk>/deplacer/", views.deplacer, name="deplacer"),
    path("accompagnements/<reference:numero>/seances/<int:pk>/annuler/", views.annuler_seance, name="annuler-seance"),
    path("accompagnements/<reference:numero>/seances/<int:pk>/contester/", views.contester, name="contester"),
    path("accompagnements/<reference:numero>/journal/", views.journal, name="journal"),
    path("accompagnements/<reference:numero>/journal/ecrire/", views.ecrire, name="ecrire"),
    path("accompagnements/<reference:numero>/journal/<int:pk>/corriger/", views.corriger, name="corriger"),
    path("accompagnements/<reference:numero>/temoins/<int:pk>/", views.temoin, name="temoin"),
    path("accompagnements/<reference:numero>/rompre/", views.rompre, name="rompre"),
    path("accompagnements/<reference:numero>/terminer/", views.terminer, name="terminer"),
]
