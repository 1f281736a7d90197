"""Templates of the tests, beside those of the platform."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.template import engines
from django.template.autoreload import reset_loaders


@contextmanager
def en_plus(dossier: Path) -> Iterator[None]:
    """Look for templates in this folder too; those already read are read again (`reset_loaders` does it for one that was rewritten)."""
    with pytest.MonkeyPatch.context() as rustine:
        moteur = engines["django"].engine
        rustine.setattr(moteur, "dirs", [*moteur.dirs, dossier])
        reset_loaders()
        yield
    reset_loaders()
