"""Addresses of the référentiel, under /referentiel/."""

from django.urls import path

from . import views

app_name = "referentiel"
urlpatterns = [
    path("", views.liste, name="liste"),
    path("<reference:code>/", views.fiche, name="fiche"),
]
