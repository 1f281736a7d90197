"""Registers the maker of personal links."""

from django.apps import AppConfig


class ComptesConfig(AppConfig):
    name = "comptes"
    verbose_name = "Comptes et structures"

    def ready(self) -> None:
        from socle.courriels import enregistrer_fabrique

        from .liens import adresse_du_lien

        enregistrer_fabrique("lien_personnel", adresse_du_lien)
