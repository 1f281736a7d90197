"""A page of a new person, for the pages of the accounts."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.chromium import ecouter, fermer


@pytest.fixture
def scripts() -> bool:
    """Whether the browser runs scripts; parametrised by the tests of what must work without."""
    return True


@pytest.fixture
def page(chromium: Browser, live_server, scripts: bool) -> Iterator[Page]:
    """A page of a new person; what the browser complains about fails the test."""
    contexte = chromium.new_context(locale="fr-FR", base_url=live_server.url, java_script_enabled=scripts)
    page = contexte.new_page()
    plaintes = ecouter(page)
    yield page
    fermer(contexte)
    assert plaintes == []
