"""A real browser for the pages of the accounts."""

from collections.abc import Iterator
from contextlib import suppress

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

OPTIONS_CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def navigateur() -> Iterator[Browser]:
    # Playwright keeps an event loop in this thread, where Django would refuse the queries of the tests themselves.
    with pytest.MonkeyPatch.context() as environnement, sync_playwright() as lanceur:
        environnement.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        navigateur = lanceur.chromium.launch(executable_path="/usr/bin/chromium", args=OPTIONS_CHROMIUM)
        yield navigateur
        navigateur.close()


@pytest.fixture
def scripts() -> bool:
    """Whether the browser runs scripts; parametrised by the tests of what must work without."""
    return True


@pytest.fixture
def page(navigateur: Browser, live_server, scripts: bool) -> Iterator[Page]:
    """A page of a new person; what the browser complains about (content policy, missing file, script) fails the test."""
    contexte = navigateur.new_context(locale="fr-FR", base_url=live_server.url, java_script_enabled=scripts)
    page = contexte.new_page()
    plaintes: list[str] = []

    def noter(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            plaintes.append(message.text)

    page.on("console", noter)
    page.on("pageerror", lambda erreur: plaintes.append(str(erreur)))
    yield page
    with suppress(Exception):
        contexte.close()
    assert plaintes == []
