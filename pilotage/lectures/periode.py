"""A period of the calendar, as reads filter by it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone


@dataclass(frozen=True)
class Periode:
    """From the first day to the last one, both included, in the calendar of Paris."""

    du: date
    au: date

    @property
    def fin(self) -> datetime:
        """Return the first instant after the period."""
        return minuit(self.au + timedelta(days=1))

    def instants(self, champ: str) -> Q:
        """Return the condition "this moment is in the period"."""
        return Q(**{f"{champ}__gte": minuit(self.du), f"{champ}__lt": self.fin})

    def jours(self, champ: str) -> Q:
        """Return the condition "this day is in the period"."""
        return Q(**{f"{champ}__gte": self.du, f"{champ}__lte": self.au})


def minuit(jour: date) -> datetime:
    """Return the first moment of a day, in Paris."""
    return timezone.make_aware(datetime.combine(jour, time()))
