"""Addresses of personal links and of the second factor; allauth's own are under /compte/ in tsf/urls.py."""

from django.urls import path

from . import views

app_name = "comptes"
urlpatterns = [
    path("l/<str:jeton>/", views.lien, name="lien"),
    path("l/<str:jeton>/renouveler/", views.renouveler_lien, name="renouveler-lien"),
    path("compte/second-facteur/", views.second_facteur, name="second-facteur"),
]
