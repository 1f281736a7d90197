"""Registers the job that makes the PDF, and the receivers."""

from django.apps import AppConfig


class ConventionsConfig(AppConfig):
    name = "conventions"
    verbose_name = "Conventions"

    def ready(self) -> None:
        from socle import travaux

        from . import receivers  # noqa: F401
        from .actions import produire_document

        travaux.enregistrer("convention", produire_document)
