"""The wiring of the project: settings, addresses, Celery, admin site. No domain here."""

from .celery import app as celery_app

__all__ = ["celery_app"]
