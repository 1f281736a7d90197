"""Connects the receivers of the application."""

from django.apps import AppConfig


class AccompagnementsConfig(AppConfig):
    name = "accompagnements"
    verbose_name = "Accompagnements"

    def ready(self) -> None:
        from . import receivers  # noqa: F401
