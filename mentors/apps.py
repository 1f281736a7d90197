"""Registers where the link of a card leads, and the end of silent contacts."""

from django.apps import AppConfig


class MentorsConfig(AppConfig):
    name = "mentors"
    verbose_name = "Personnes-ressources"

    def ready(self) -> None:
        from django.urls import reverse

        from comptes import liens
        from socle import travaux

        from .actions import faire_vivre
        from .droits import BUT

        liens.enregistrer_but(BUT, lambda profil_id: reverse("mentors:contact", args=[profil_id]))
        travaux.enregistrer_echeance(faire_vivre)
