"""Addresses: the team's pages in the frame of the admin, one's own card, the public proposal."""

from django.urls import path

from . import views

app_name = "mentors"
urlpatterns = [
    path("personnes-ressources/proposer/", views.proposer, name="proposer"),
    path("mentors/profil/", views.profil, name="profil"),
    path("mentors/profil/etat/<slug:transition>/", views.mon_etat, name="mon-etat"),
    path("mentors/profil/<slug:code>/", views.profil_partie, name="profil-partie"),
    path("mentors/contact/<int:pk>/", views.contact, name="contact"),
    path("mentors/contact/<int:pk>/<slug:reponse>/", views.repondre_au_contact, name="repondre-au-contact"),
    path("admin/personnes-ressources/", views.liste, name="liste"),
    path("admin/personnes-ressources/inscrire/", views.inscrire, name="inscrire"),
    path("admin/personnes-ressources/<int:pk>/", views.fiche, name="fiche"),
    path("admin/personnes-ressources/<int:pk>/etat/<slug:transition>/", views.changer_etat, name="changer-etat"),
    path("admin/personnes-ressources/<int:pk>/noter/<slug:geste>/", views.noter, name="noter"),
    path("admin/personnes-ressources/<int:pk>/fiche/", views.remplir, name="remplir"),
    path("admin/personnes-ressources/<int:pk>/fiche/<slug:code>/", views.remplir_partie, name="remplir-partie"),
]
