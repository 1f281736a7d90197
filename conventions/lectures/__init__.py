"""Page-shaped reads on agreements (page.py) and on their signatures (signatures.py)."""

from .page import empechement_de_signature, encart, pour_page
from .signatures import (
    Page,
    adresse_de_signature,
    avec_les_signatures,
    la_mienne,
    limite_de_signature,
    lire_les_signatures,
    page,
    suite_de_la_signature,
)

__all__ = [
    "Page",
    "adresse_de_signature",
    "avec_les_signatures",
    "empechement_de_signature",
    "encart",
    "la_mienne",
    "limite_de_signature",
    "lire_les_signatures",
    "page",
    "pour_page",
    "suite_de_la_signature",
]
