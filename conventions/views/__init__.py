"""Pages of agreements (page.py), and of those who sign them (signature.py)."""

from .page import detail, emise, exemplaire, pdf, preuve, preuve_json
from .signature import code, refuser, signer

__all__ = ["code", "detail", "emise", "exemplaire", "pdf", "preuve", "preuve_json", "refuser", "signer"]
