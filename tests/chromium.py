"""The real browser of the tests: Debian's Chromium, and a page that fails its test when the browser complains."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
from django.db import connections
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def lance() -> Iterator[Browser]:
    """Start the browser, once for a process: two of them cannot share Playwright's event loop."""
    # This loop stays in the thread, where Django would refuse the queries of the tests themselves.
    with pytest.MonkeyPatch.context() as environnement, sync_playwright() as lanceur:
        environnement.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        navigateur = lanceur.chromium.launch(executable_path="/usr/bin/chromium", args=OPTIONS)
        yield navigateur
        connections.close_all()  # Django keeps those of this loop apart from those that it opened before
        navigateur.close()


def ecouter(page: Page) -> list[str]:
    """Return the list in which the complaints of this page are noted: content policy, missing file, script."""
    plaintes: list[str] = []

    def noter(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            plaintes.append(message.text)

    page.on("console", noter)
    page.on("pageerror", lambda erreur: plaintes.append(str(erreur)))
    return plaintes


def fermer(contexte: BrowserContext) -> None:
    """Close a window that may be gone already."""
    with suppress(Exception):
        contexte.close()
