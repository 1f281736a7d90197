"""Runs functions at the same instant, each with its own connection to PostgreSQL."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection

from socle.refus import Refus


def ensemble(gestes: Sequence[Callable[[], Any]]) -> list[Any]:
    """Start all the functions together; return their results in order, a Refus standing for itself. Any other exception fails the test."""
    depart = Barrier(len(gestes))

    def lancer(geste: Callable[[], Any]) -> Any:
        try:
            depart.wait(timeout=30)
            return geste()
        except Refus as refus:
            return refus
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=len(gestes)) as fils:
        return list(fils.map(lancer, gestes))


def refus(resultats: Sequence[Any]) -> list[str]:
    """Return the sentences of the refusals among results."""
    return [resultat.phrase for resultat in resultats if isinstance(resultat, Refus)]
