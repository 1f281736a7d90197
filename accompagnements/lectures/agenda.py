"""The sessions of a person, for their calendar."""

from datetime import datetime, time
from typing import NamedTuple

from django.db.models import Max, Q
from django.utils import timezone

from accompagnements.models import Seance
from comptes.models import Personne
from socle.models import Evenement
from socle.workflow import nom_objet


class SeanceNotee(NamedTuple):
    """A session, and when what is known of it was last written."""

    seance: Seance
    le: datetime


def agenda(personne: Personne) -> list[SeanceNotee]:
    """Return the sessions where this person is expected, was or is no more, in the order of their days (2 queries)."""
    siennes = Seance.objects.filter(
        Q(accompagnement__mentor__personne=personne) | Q(accompagnement__beneficiaire__personne=personne)
    ).select_related(
        "dossier",
        "accompagnement__candidature",
        "accompagnement__mentor__personne",
        "accompagnement__beneficiaire__personne",
    )
    seances = list(siennes.order_by("jour", "pk"))
    lignes = Evenement.objects.filter(objet__in=[nom_objet(seance) for seance in seances]).values_list("objet")
    ecrites = dict(lignes.annotate(dernier=Max("le")).order_by())
    return [SeanceNotee(seance, ecrites.get(nom_objet(seance)) or _debut_du_jour(seance)) for seance in seances]


def _debut_du_jour(seance: Seance) -> datetime:
    return timezone.make_aware(datetime.combine(seance.jour, time()))
