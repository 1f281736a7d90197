"""Sessions that are over do not stay in the database: they hold what people had typed."""

from importlib import import_module

from django.conf import settings


def effacer_finies() -> None:
    """Delete the sessions whose time is over."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
