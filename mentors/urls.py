"""Addresses of the application, in the frame of the admin."""

from django.urls import path

from . import views

app_name = "mentors"
urlpatterns = [
    path("admin/personnes-ressources/", views.liste, name="liste"),
    path("admin/personnes-ressources/inscrire/", views.inscrire, name="inscrire"),
    path("admin/personnes-ressources/<int:pk>/", views.fiche, name="fiche"),
    path("admin/personnes-ressources/<int:pk>/etat/<slug:transition>/", views.changer_etat, name="changer-etat"),
]
