"""Addresses of agreements."""

from django.urls import path

from . import views

app_name = "conventions"
urlpatterns = [
    path("conventions/modele/<int:numero>/", views.modele, name="modele"),
    path("conventions/modele/<int:numero>/exemple.pdf", views.modele_pdf, name="modele-pdf"),
    path("conventions/modele/<int:numero>/<slug:geste>/", views.avancer_modele, name="avancer-modele"),
    path("conventions/<reference:numero>/", views.detail, name="detail"),
    path("conventions/<reference:numero>/informations/<slug:cote>/", views.informations, name="informations"),
    path("conventions/<reference:numero>/convention.pdf", views.pdf, name="pdf"),
    path("conventions/<reference:numero>/emise.pdf", views.emise, name="emise"),
    path("conventions/<reference:numero>/preuve.pdf", views.preuve, name="preuve"),
    path("conventions/<reference:numero>/preuve.json", views.preuve_json, name="preuve-json"),
    path("conventions/<reference:numero>/signer/", views.signer, name="signer"),
    path("conventions/<reference:numero>/signer/code/", views.code, name="code"),
    path("conventions/<reference:numero>/signer/refuser/", views.refuser, name="refuser"),
    path("conventions/<reference:numero>/exemplaires/<int:pk>/", views.exemplaire, name="exemplaire"),
]
