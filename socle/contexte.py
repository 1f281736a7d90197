"""What every template may use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def plateforme(request: HttpRequest) -> dict[str, Any]:
    """Return the name of the platform, and whether this is the demo."""
    return {"nom_plateforme": "Transfert de savoir-faire", "demo": settings.TSF_DEMO}
