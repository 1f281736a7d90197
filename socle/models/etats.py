"""Base class of every model with states: the state field is protected and a stale copy cannot put an old state back."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import models
from django_fsm import ConcurrentTransitionMixin, FSMModelMixin


class ModeleAEtats(ConcurrentTransitionMixin, models.Model):
    """`etat` changes only through `socle.workflow.franchir`."""

    if TYPE_CHECKING:  # declared by each model, with its own states
        etat: Any

        def get_etat_display(self) -> str: ...

    class Meta:
        abstract = True

    def refresh_from_db(self, using: str | None = None, fields: Iterable[str] | None = None, from_queryset: Any = None) -> None:
        """Reload, state included.

        A protected FSMField refuses to be set twice on an instance; dropping it from `__dict__` lets Django reload it
        without opening the class-wide guard that FSMModelMixin opens for every thread (its version is jumped over).
        """
        if fields is None or "etat" in fields:
            self.__dict__.pop("etat", None)
        super(FSMModelMixin, self).refresh_from_db(using=using, fields=fields, from_queryset=from_queryset)
        self._update_initial_state()
