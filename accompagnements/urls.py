"""Addresses of the application."""

from django.urls import URLPattern

app_name = "accompagnements"
urlpatterns: list[URLPattern] = []
