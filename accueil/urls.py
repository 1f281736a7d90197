"""Addresses of the public site, mon espace and the space of the committee."""

from django.urls import path

from . import views

app_name = "accueil"
urlpatterns = [
    path("", views.accueil, name="accueil"),
    path("dispositif/", views.dispositif, name="dispositif"),
    path("mon-espace/", views.mon_espace, name="mon-espace"),
    path("comite/", views.comite, name="comite"),
    path("comite/dossiers/", views.comite_dossiers, name="comite-dossiers"),
    path("comite/besoins/", views.comite_besoins, name="comite-besoins"),
    path("verifier/", views.verifier, name="verifier"),
    path("verifier/<reference:numero>/", views.verifier_numero, name="verifier-numero"),
    path("accessibilite/", views.accessibilite, name="accessibilite"),
    path("confidentialite/", views.confidentialite, name="confidentialite"),
    path("mentions-legales/", views.mentions_legales, name="mentions-legales"),
]
