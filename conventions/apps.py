"""Registers the job that makes the PDF, the card of the page of a pair, and the receivers."""

from django.apps import AppConfig


class ConventionsConfig(AppConfig):
    name = "conventions"
    verbose_name = "Conventions"

    def ready(self) -> None:
        from accompagnements import encarts
        from socle import travaux

        from . import receivers  # noqa: F401  (importing it connects the receivers)
        from .actions import planifier_les_sceaux, produire_document, sceller
        from .lectures import encart

        travaux.enregistrer("convention", produire_document, long=True)
        travaux.enregistrer("sceau", sceller, long=True)
        travaux.enregistrer_echeance(planifier_les_sceaux)
        encarts.enregistrer(encart)
