"""Registers the job that makes the printable copy of a version."""

from django.apps import AppConfig


class QuestionnairesConfig(AppConfig):
    name = "questionnaires"
    verbose_name = "Questionnaires"

    def ready(self) -> None:
        from socle import travaux

        from .actions import produire_fac_simile

        travaux.enregistrer("fac_simile", produire_fac_simile, long=True)
