"""Texts that were read by somebody and must stay as they are. Accept a wanted change with TSF_INSTANTANES=1, then read the difference."""

import os
import re
import subprocess
from pathlib import Path

from django.conf import settings

from socle.courriels import apercu
from socle.models import Courriel


def verifier(texte: str, chemin: Path) -> None:
    """Compare a text with the one kept at `chemin`."""
    if os.environ.get("TSF_INSTANTANES"):
        chemin.parent.mkdir(exist_ok=True)
        chemin.write_text(texte, encoding="utf-8")
    assert texte == chemin.read_text(encoding="utf-8")


def texte_du_pdf(octets: bytes) -> str:
    """Return the text of a PDF, a sentence a line: where lines and pages break is not read again. Needs poppler (marker `externe`)."""
    brut = subprocess.run(["pdftotext", "-raw", "-", "-"], input=octets, check=True, capture_output=True).stdout.decode()
    sans_titres_courants = re.sub(r"Convention tripartite DOS-\S+|Transfert de savoir-faire page \d+ sur \d+|page \d+ sur \d+", " ", brut)
    sans_titres_courants = re.sub(r"Vérifier ce document \S+/verifier/\S+", " ", sans_titres_courants)
    texte = re.sub(r"\s+", " ", sans_titres_courants)
    texte = re.sub(r"(?<=\w)- (?=\w)", "-", texte)  # a word cut at the end of a line
    return re.sub(r"(?<=[.;:•]) ", "\n", texte).strip() + "\n"


def verifier_courriel(gabarit: str, personne, chemin: Path) -> None:
    """Compare the last mail of a template to somebody with the one kept; the address of the platform and the keys of rows are masked."""
    courriel = Courriel.objects.filter(gabarit=gabarit, personne=personne).latest("pk")
    sujet, corps = apercu(courriel)
    texte = f"{sujet}\n\n{corps}".replace(settings.ADRESSE_PUBLIQUE, "[adresse]")
    verifier(re.sub(r"/(propositions|seances)/\d+", r"/\1/1", texte), chemin)
