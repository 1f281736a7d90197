"""Registers the jobs, the links and the codes of signatures, the card of the page of a pair, and the receivers."""

from django.apps import AppConfig


class ConventionsConfig(AppConfig):
    name = "conventions"
    verbose_name = "Conventions"

    def ready(self) -> None:
        from accompagnements import encarts
        from comptes import liens
        from socle import courriels, travaux

        from . import actions, receivers  # noqa: F401  (importing receivers connects them)
        from .droits import BUT, BUT_INFORMATIONS
        from .lectures import adresse_de_signature, adresse_des_informations, encart

        travaux.enregistrer("convention", actions.produire_document, long=True)
        travaux.enregistrer("sceau", actions.sceller, long=True)
        travaux.enregistrer_echeance(actions.planifier_les_sceaux)
        travaux.enregistrer("delai_de_signature", actions.expirer)
        travaux.enregistrer_echeance(actions.faire_vivre)
        travaux.enregistrer_echeance(actions.relancer_les_parties)
        courriels.enregistrer_fabrique("code_de_signature", actions.fabriquer, masque=courriels.SECRET_MASQUE)
        liens.enregistrer_but(BUT, adresse_de_signature, ouvert=actions.noter_ouverture, renouveler=actions.renouveler_soi_meme)
        encarts.enregistrer(encart)
        liens.enregistrer_but(BUT_INFORMATIONS, adresse_des_informations)
