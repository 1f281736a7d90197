"""Registers the calendar of evaluations, the purpose of their links, and the receivers."""

from django.apps import AppConfig


class EvaluationsConfig(AppConfig):
    name = "evaluations"
    verbose_name = "Évaluations"

    def ready(self) -> None:
        from comptes import liens
        from socle import travaux

        from . import receivers  # noqa: F401
        from .actions import faire_vivre
        from .droits import BUT

        liens.enregistrer_but(BUT, "evaluations:detail")
        travaux.enregistrer_echeance(faire_vivre)
