"""Validity of PDF files for every test: `verifier_pdf(path or bytes)` (marker `externe`: it needs Java)."""

import tempfile
from functools import cache
from pathlib import Path

from outils.verapdf import PROFILS, VeraPdf


@cache
def _verapdf() -> VeraPdf:
    """One JVM for the whole test process: the first file costs two seconds, each other one a tenth."""
    return VeraPdf(*PROFILS)


def verifier_pdf(pdf: Path | bytes) -> None:
    """Fail unless `pdf` is valid PDF/A-3a and PDF/UA-1, naming the broken rules."""
    if isinstance(pdf, bytes):
        with tempfile.NamedTemporaryFile(suffix=".pdf") as fichier:
            fichier.write(pdf)
            fichier.flush()
            return verifier_pdf(Path(fichier.name))
    fautes = _verapdf().verifier(pdf)
    assert fautes == [], "\n".join(f"{faute.profil} {faute.regle} ×{faute.fois}: {faute.message}" for faute in fautes)
    return None
