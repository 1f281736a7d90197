"""Registers the calendar of evaluations, the purpose of their links, the card of the page of a pair, and the receivers."""

from django.apps import AppConfig


class EvaluationsConfig(AppConfig):
    name = "evaluations"
    verbose_name = "Évaluations"

    def ready(self) -> None:
        from django.urls import reverse

        from accompagnements import encarts
        from comptes import liens
        from socle import travaux

        from . import receivers  # noqa: F401  (importing it connects the receivers)
        from .actions import faire_vivre
        from .droits import BUT
        from .lectures import encart

        liens.enregistrer_but(BUT, lambda evaluation_id: reverse("evaluations:detail", args=[evaluation_id]))
        travaux.enregistrer_echeance(faire_vivre)
        encarts.enregistrer(encart)
