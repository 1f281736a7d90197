"""The address of one's private calendar: given when asked, renewed when it went around."""

from django.db import transaction

from accompagnements.models import Agenda
from comptes.acteurs import est_connecte
from socle import horloge
from socle.acteurs import Acteur
from socle.refus import RefusDroit


def renouveler_agenda(*, depuis: int, acteur: Acteur) -> Agenda:
    """Give this person a new address, the old one is dead. `depuis` is the version that they saw (0: none): said twice, it is said once."""
    if not est_connecte(acteur) or acteur.personne is None:
        raise RefusDroit("Connectez-vous pour créer votre agenda.")
    with transaction.atomic():
        maintenant = horloge.maintenant()
        agenda, nouveau = Agenda.objects.select_for_update().get_or_create(personne=acteur.personne, defaults={"renouvele_le": maintenant})
        if not nouveau and agenda.version == depuis:
            agenda.version += 1
            agenda.renouvele_le = maintenant
            agenda.save()
    return agenda
