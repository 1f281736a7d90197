"""Connects the receivers of the application, and the end of what lasted long enough to the beat."""

from django.apps import AppConfig


class AccompagnementsConfig(AppConfig):
    name = "accompagnements"
    verbose_name = "Accompagnements"

    def ready(self) -> None:
        from socle import travaux

        from . import receivers  # noqa: F401  (importing it connects the receivers)
        from .actions import faire_vivre

        travaux.enregistrer_echeance(faire_vivre)
