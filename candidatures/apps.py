"""Registers the purpose of the links of the comité technique, its reminders, and those of complements."""

from django.apps import AppConfig


class CandidaturesConfig(AppConfig):
    name = "candidatures"
    verbose_name = "Candidatures"

    def ready(self) -> None:
        from comptes import liens
        from socle import travaux

        from .actions import rappeler_les_avis, rappeler_les_complements
        from .droits import BUT_AVIS
        from .lectures import chemin_de_l_avis

        liens.enregistrer_but(BUT_AVIS, chemin_de_l_avis)
        travaux.enregistrer_echeance(rappeler_les_avis)
        travaux.enregistrer_echeance(rappeler_les_complements)
