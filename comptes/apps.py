"""Registers the maker of personal links, and listens to allauth."""

from django.apps import AppConfig


class ComptesConfig(AppConfig):
    name = "comptes"
    verbose_name = "Comptes et structures"

    def ready(self) -> None:
        from socle.courriels import enregistrer_fabrique

        from . import receivers  # noqa: F401  (importing it connects the receivers)
        from .liens import adresse_du_lien

        enregistrer_fabrique("lien_personnel", adresse_du_lien)
