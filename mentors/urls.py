"""Addresses of the application."""

from django.urls import URLPattern

app_name = "mentors"
urlpatterns: list[URLPattern] = []
