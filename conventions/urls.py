"""Addresses of agreements."""

from django.urls import path

from . import views

app_name = "conventions"
urlpatterns = [
    path("conventions/<str:numero>/", views.detail, name="detail"),
    path("conventions/<str:numero>/convention.pdf", views.pdf, name="pdf"),
    path("conventions/<str:numero>/signee/", views.signee, name="signee"),
]
