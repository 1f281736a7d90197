"""The specimen: a convention and a piece of report that use every component of documents."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from socle.documents import production
from tests import gabarits

ICI = Path(__file__).parent
PRODUIT_LE = datetime(2026, 11, 20, 14, 32, tzinfo=UTC)


@pytest.fixture(scope="session", autouse=True)
def _gabarits_d_essai() -> Iterator[None]:
    with gabarits.en_plus(ICI / "gabarits"):
        yield


@pytest.fixture(scope="session")
def contexte() -> production.Contexte:
    return json.loads((ICI / "specimen.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def specimen(_gabarits_d_essai: None, contexte: production.Contexte) -> production.Rendu:
    return production.preparer("specimen", "specimen", contexte, nom="Spécimen.pdf", le=PRODUIT_LE)


@pytest.fixture(scope="session")
def specimen_pdf(specimen: production.Rendu, tmp_path_factory: pytest.TempPathFactory) -> Path:
    chemin = tmp_path_factory.mktemp("documents") / "specimen.pdf"
    chemin.write_bytes(specimen.octets)
    return chemin
