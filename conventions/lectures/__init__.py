"""Page-shaped reads on agreements: page.py, signatures.py, both sides (parties.py), what prevents emission (empechements.py)."""

from .avenants import (
    Changement,
    changements,
    convention_signee,
    dernier_signe,
    empechement_d_avenant,
    en_vigueur,
    termes_de,
)
from .empechements import Cure, Empechement, empechements
from .page import empechement_de_signature, encart, pour_page
from .parties import PARTIE_AVEC, adresse_des_informations, parties, preremplie
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
    "PARTIE_AVEC",
    "Changement",
    "Cure",
    "Empechement",
    "Page",
    "adresse_de_signature",
    "adresse_des_informations",
    "avec_les_signatures",
    "changements",
    "convention_signee",
    "dernier_signe",
    "empechement_d_avenant",
    "empechement_de_signature",
    "empechements",
    "en_vigueur",
    "encart",
    "la_mienne",
    "limite_de_signature",
    "lire_les_signatures",
    "page",
    "parties",
    "pour_page",
    "preremplie",
    "suite_de_la_signature",
    "termes_de",
]
