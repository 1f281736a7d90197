"""Connects the receivers of the application, the purpose of its links, what is left of a request, and the beat."""

from django.apps import AppConfig


class AccompagnementsConfig(AppConfig):
    name = "accompagnements"
    verbose_name = "Accompagnements"

    def ready(self) -> None:
        from django.urls import reverse

        from candidatures import restes
        from comptes import liens
        from socle import travaux

        from . import receivers  # noqa: F401  (importing it connects the receivers)
        from .actions import faire_vivre
        from .droits import BUT
        from .lectures import reste_accorde

        liens.enregistrer_but(BUT, lambda proposition_id: reverse("accompagnements:proposition", args=[proposition_id]))
        travaux.enregistrer_echeance(faire_vivre)
        restes.enregistrer(reste_accorde)
