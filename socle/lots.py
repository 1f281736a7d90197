"""Rows that have become due, one after the other: few at a time in memory, and one that fails does not stop the others."""

import logging
from collections.abc import Callable
from typing import TypeVar

from django.db import models

from .workflow import nom_objet

journal = logging.getLogger(__name__)
M = TypeVar("M", bound=models.Model)


def un_par_un(lignes: "models.QuerySet[M]", fonction: Callable[[M], object], *, taille: int = 100) -> None:
    """Call `fonction` on each row, by lots of `taille`.

    It opens its own transaction and checks the row again under its lock: rows are read before.
    """
    dernier = 0
    while lot := list(lignes.filter(pk__gt=dernier).order_by("pk")[:taille]):
        for objet in lot:
            try:
                fonction(objet)
            except Exception:  # noqa: BLE001  (the row is tried again at the next beat; the error is in the log)
                journal.exception("ligne_en_erreur", extra={"objet": nom_objet(objet)})
        dernier = lot[-1].pk
