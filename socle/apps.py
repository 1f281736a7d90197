"""Registers the kinds of jobs that belong to the ground itself."""

from django.apps import AppConfig


class SocleConfig(AppConfig):
    name = "socle"
    verbose_name = "Suivi technique"

    def ready(self) -> None:
        from . import travaux, workflow  # noqa: F401  (workflow connects the guard of transitions)
        from .courriels import expedier

        travaux.enregistrer("courriel", expedier)
