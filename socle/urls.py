"""Addresses that belong to no domain."""

from django.urls import path

from . import views

app_name = "socle"
urlpatterns = [path("sante/", views.sante, name="sante")]
