"""Writing in the chain of evidence of an agreement, and checking that nobody touched it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from socle import horloge
from socle.workflow import verrouiller

from . import regles
from .models import Convention, Preuve, Signataire


def ecrire(convention: Convention, genre: str, *, signataire: Signataire | None = None, **donnees: Any) -> Preuve:
    """Add one event to the chain, under the lock of the file. `donnees`: JSON values, without floats."""
    with transaction.atomic():
        verrouiller(convention)
        derniere = Preuve.objects.filter(convention=convention).order_by("-rang").first()
        preuve = Preuve(
            convention=convention,
            rang=derniere.rang + 1 if derniere else 1,
            genre=genre,
            signataire=signataire,
            le=horloge.maintenant(),
            donnees=donnees,
            precedente=derniere.empreinte if derniere else "",
        )
        preuve.empreinte = empreinte(preuve)
        preuve.save()
    return preuve


def empreinte(preuve: Preuve) -> str:
    """Return the hash that this event must have, from all that it says and from the hash of the one before."""
    return regles.empreinte(
        {
            "convention": preuve.convention_id,
            "rang": preuve.rang,
            "genre": preuve.genre,
            "signataire": preuve.signataire_id,
            "le": regles.instant_ecrit(preuve.le),
            "donnees": preuve.donnees,
            "precedente": preuve.precedente,
        }
    )


def instant(le: datetime) -> str:
    """Return an instant as evidence writes it."""
    return regles.instant_ecrit(le)


def est_intacte(preuves: Iterable[Preuve]) -> bool:
    """Say whether the events of an agreement, all of them in order, are those that were written: none changed, missing or moved."""
    precedente = ""
    for rang, preuve in enumerate(preuves, start=1):
        if (preuve.rang, preuve.precedente, preuve.empreinte) != (rang, precedente, empreinte(preuve)):
            return False
        precedente = preuve.empreinte
    return True
