"""Registers what belongs to the ground itself: its kinds of jobs, what addresses are made of."""

from django.apps import AppConfig


class SocleConfig(AppConfig):
    name = "socle"
    verbose_name = "Suivi technique"

    def ready(self) -> None:
        from . import convertisseurs, travaux, workflow  # noqa: F401  (workflow connects the guard of transitions)
        from .courriels import expedier
        from .sessions import effacer_finies

        convertisseurs.declarer()
        travaux.enregistrer("courriel", expedier)
        travaux.enregistrer_echeance(effacer_finies)
