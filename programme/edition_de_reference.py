"""The reference edition: the figures and dates of the cahier des charges 2022–2023, from which the current one is duplicated."""

from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction

from socle import horloge
from socle.acteurs import Acteur

from . import actions, regles
from .models import Dispositif, Edition, Ligne

CODE = "2022-2023"


def charger(acteur: Acteur, *, prolongation: timedelta = timedelta()) -> Edition:
    """Create the reference edition (soldée) and the current one (ouverte) where they are missing; return the current one. Idempotent.

    `prolongation` is how long after its period the one that is created lets its accompagnements end.
    """
    with transaction.atomic():
        reference = Edition.objects.filter(code=CODE).first() or _creer_reference(acteur)
        debut, fin = regles.periode_courante(horloge.aujourdhui())
        code = f"{debut.year}-{fin.year}"
        courante = Edition.objects.filter(code=code).first()
        if courante is None:
            courante = actions.creer_edition(
                code=code,
                nom=f"Édition {debut.year}–{fin.year}",
                debut=debut,
                fin=fin + prolongation,
                depuis=reference,
                acteur=acteur,
            )
            courante = actions.ouvrir_edition(courante, acteur=acteur)
    return courante


def _creer_reference(acteur: Acteur) -> Edition:
    """« Enveloppe globale de 30 000 € incluant le recours à la structure d’essaimage », 30 days at 500 €, from May 2022 to May 2023."""
    edition = Edition.objects.create(
        code=CODE,
        nom="Édition 2022–2023",
        debut=date(2022, 5, 1),
        fin=date(2023, 5, 31),
        enveloppe=Decimal(30000),
        prix_journee=Decimal(500),
        objectif_demi_journees=60,
    )
    edition.dispositifs.create(code=Dispositif.Code.TSF, ouvre_le=date(2022, 5, 1), minimum=1, maximum=4)
    edition.dispositifs.create(code=Dispositif.Code.MENTORAT, ouvre_le=date(2022, 5, 1), minimum=1, maximum=8)
    edition.lignes.create(genre=Ligne.Genre.INTERVENTIONS, libelle="Interventions", montant=Decimal(15000))
    # The cahier des charges does not split the rest: one line, said as it is.
    edition.lignes.create(genre=Ligne.Genre.PILOTAGE, libelle="Pilotage, essaimage compris", montant=Decimal(15000))
    for etape in (actions.ouvrir_edition, actions.achever_edition, actions.solder_edition):
        edition = etape(edition, acteur=acteur)
    return edition
