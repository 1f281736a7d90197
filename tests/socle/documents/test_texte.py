"""What people read: the French text and the plan of the specimen, as a screen reader gets them from the structure of the PDF."""

import os
import re
import subprocess
from pathlib import Path

import pytest

INSTANTANE = Path(__file__).parent / "specimen.txt"


@pytest.fixture(scope="module")
def arbre(specimen_pdf: Path) -> str:
    return subprocess.run(["pdfinfo", "-struct-text", specimen_pdf], check=True, capture_output=True, text=True).stdout


@pytest.mark.externe
def test_le_texte_du_specimen_est_celui_qu_on_a_relu(arbre: str):
    """Accept a wanted change with TSF_INSTANTANES=1, then read the difference."""
    lignes = [ligne.strip().strip('"') for ligne in arbre.splitlines() if ligne.strip().startswith('"')]
    texte = "\n".join(filter(None, lignes)) + "\n"
    if os.environ.get("TSF_INSTANTANES"):
        INSTANTANE.write_text(texte, encoding="utf-8")
    assert texte == INSTANTANE.read_text(encoding="utf-8")


@pytest.mark.externe
def test_la_structure_du_specimen_suit_son_plan(arbre: str):
    titres = re.findall(r"^ *(H\d) \(block\)", arbre, re.MULTILINE)
    assert titres == ["H1", *["H2"] * 9]
    assert (arbre.count("Figure:"), arbre.count(" Table "), arbre.count(" L ")) == (1, 3, 2)


@pytest.mark.externe
def test_les_pages_sont_numerotees_et_reprennent_le_numero_du_document(specimen_pdf: Path):
    pages = subprocess.run(["pdftotext", specimen_pdf, "-"], check=True, capture_output=True, text=True).stdout.split("\f")[:-1]
    assert all(f"page {rang} sur {len(pages)}" in page for rang, page in enumerate(pages, 1))
    assert all("DOS-2026-0042-A1-C1" in page for page in pages)
