"""Registers the choices that questionnaires read here, the copy of the answers, the links of the comité technique and the reminders."""

from django.apps import AppConfig


class CandidaturesConfig(AppConfig):
    name = "candidatures"
    verbose_name = "Candidatures"

    def ready(self) -> None:
        from comptes import liens
        from questionnaires import listes
        from socle import travaux

        from .actions import produire_copie, rappeler_les_avis, rappeler_les_complements
        from .droits import BUT_AVIS
        from .lectures import chemin_de_l_avis
        from .models import LieuSouhaite, Porte, StatutParticipant

        listes.enregistrer("statuts", lambda: list(StatutParticipant.choices))
        listes.enregistrer("lieux", lambda: list(LieuSouhaite.choices))
        listes.enregistrer("portes", lambda: list(Porte.choices))
        travaux.enregistrer("copie_des_reponses", produire_copie, long=True)
        liens.enregistrer_but(BUT_AVIS, chemin_de_l_avis)
        travaux.enregistrer_echeance(rappeler_les_avis)
        travaux.enregistrer_echeance(rappeler_les_complements)
