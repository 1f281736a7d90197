"""Encryption of what the database must not give away in clear, by keys derived from the secret of the platform."""

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet
from django.utils.crypto import salted_hmac


def coffre(sel: str) -> Fernet:
    """Return the safe of one use; `sel` names it, so that what one safe closed no other opens."""
    return Fernet(urlsafe_b64encode(salted_hmac(sel, "cle", algorithm="sha256").digest()))
