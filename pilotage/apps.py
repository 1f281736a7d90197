"""Registers the job that makes reports."""

from django.apps import AppConfig


class PilotageConfig(AppConfig):
    name = "pilotage"
    verbose_name = "Pilotage"

    def ready(self) -> None:
        from socle import travaux

        from .actions import produire_rapport

        travaux.enregistrer("rapport", produire_rapport, long=True)
