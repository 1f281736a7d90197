"""Configuration of the application."""

from django.apps import AppConfig


class MentorsConfig(AppConfig):
    name = "mentors"
    verbose_name = "Personnes-ressources"
