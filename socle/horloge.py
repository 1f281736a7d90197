"""The only clock. Everything that asks "what time is it" asks here, so that the demo and the tests can move it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.utils import timezone

# The offset is read from the database at most once a second, and only where the clock may be moved.
_MEMOIRE_SECONDES = 1.0
_lu: tuple[float, timedelta] | None = None
_instant: ContextVar[datetime | None] = ContextVar("instant", default=None)


def _decalage() -> timedelta:
    global _lu
    if not settings.HORLOGE_REGLABLE:
        return timedelta(0)
    if _lu is None or time.monotonic() - _lu[0] > _MEMOIRE_SECONDES:
        from .models import Decalage

        _lu = (time.monotonic(), Decalage.objects.lire())
    return _lu[1]


def maintenant() -> datetime:
    """Return the current moment, aware, in UTC."""
    return _instant.get() or timezone.now() + _decalage()


def aujourdhui() -> date:
    """Return the current day in Europe/Paris."""
    return timezone.localdate(maintenant())


def avancer(duree: timedelta) -> datetime:
    """Move the clock forward by `duree` (demo and tests only) and return the new moment.

    Raises RuntimeError where the clock is not adjustable, ValueError for a step back: dates already written would lie in the future.
    """
    global _lu
    if not settings.HORLOGE_REGLABLE:
        raise RuntimeError("The clock moves only in demo mode and in tests.")
    if duree < timedelta(0):
        raise ValueError("The clock only moves forward.")
    from .models import Decalage

    Decalage.objects.ajouter(duree)
    _lu = None
    return maintenant()


@contextmanager
def a_l_instant(moment: datetime) -> Iterator[None]:
    """Stop the clock at a past `moment` for what runs inside, and for this thread alone (demo seed and tests).

    Raises RuntimeError where the clock is not adjustable, ValueError for a moment to come.
    """
    if not settings.HORLOGE_REGLABLE:
        raise RuntimeError("The clock stops only in demo mode and in tests.")
    if moment > maintenant():
        raise ValueError("The clock stops only in the past.")
    jeton = _instant.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _instant.reset(jeton)
