"""The scene of the rights matrix, and a window to look at its pages."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.droits.conftest import demonstration, scene  # noqa: F401  (fixtures)
from tests.pages.fenetre import Fenetre


@pytest.fixture(scope="module")
def fenetre(chromium: Browser) -> Iterator[Fenetre]:
    fenetre = Fenetre(chromium)
    yield fenetre
    fenetre.fermer()
