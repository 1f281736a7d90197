"""Pages of agreements (page.py), of those who sign them (signature.py), of what each side says (informations.py), of the template."""

from .informations import informations
from .modele import avancer_modele, modele, modele_pdf
from .page import detail, emise, exemplaire, pdf, preuve, preuve_json
from .signature import code, refuser, signer

__all__ = [
    "avancer_modele",
    "code",
    "detail",
    "emise",
    "exemplaire",
    "informations",
    "modele",
    "modele_pdf",
    "pdf",
    "preuve",
    "preuve_json",
    "refuser",
    "signer",
]
