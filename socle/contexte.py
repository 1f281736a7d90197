"""What every template may use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def plateforme(request: HttpRequest) -> dict[str, Any]:
    """Return the name of the platform, where to write, and whether this is the demo."""
    return {"nom_plateforme": "Transfert de savoir-faire", "contact": settings.CONTACT, "demo": settings.TSF_DEMO}
