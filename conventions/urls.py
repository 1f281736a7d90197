"""Addresses of agreements."""

from django.urls import path

from . import views

app_name = "conventions"
urlpatterns = [
    path("conventions/<reference:numero>/", views.detail, name="detail"),
    path("conventions/<reference:numero>/convention.pdf", views.pdf, name="pdf"),
    path("conventions/<reference:numero>/signee/", views.signee, name="signee"),
]
