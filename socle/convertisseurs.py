"""What addresses are made of: the numbers and codes of the platform, and nothing else."""

from django.urls import register_converter
from django.urls.converters import StringConverter


class Reference(StringConverter):
    """A number or a code ("DOS-2026-0042-A1-C1", "02.1"): any other text is an address that does not exist."""

    regex = r"[0-9A-Za-z][0-9A-Za-z.-]*"


def declarer() -> None:
    """Let the addresses of every application say <reference:…>."""
    register_converter(Reference, "reference")
