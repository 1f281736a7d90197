"""Guards and fixtures shared by all tests."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from django.conf import settings as reglages
from django.core.cache import cache
from hypothesis import settings as hypothese
from playwright.sync_api import Browser, Page

import socle.horloge
from socle.documents import cachet
from tests import chromium as navigateur_reel
from tests.gardes import ValeurAbsente

# The time of an example depends on what else the two cores do: no deadline. `make endurance` sets HYPOTHESIS_PROFILE.
hypothese.register_profile("essai", max_examples=50, deadline=None, derandomize=True, database=None)
hypothese.register_profile("endurance", max_examples=2000, deadline=None)
hypothese.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "essai"))


TESTS = Path(__file__).parent
# Code that is read, processes, PDF, and what the views answer to whom: the database behind changes nothing to these.
SANS_SECONDE_BASE = ("architecture/", "demarrage/", "droits/", "socle/documents/")
BASE = {"db", "transactional_db", "live_server", "demo", "horloge"}
# Groups that one process runs from end to end: they begin, so that both processes end together.
LONGS = ("pages/", "pile/", "demarrage/test_make_run.py", "droits/")


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(LongsDAbord())
    reglages.MIDDLEWARE = ["tests.gardes.LectureSansEcriture", *reglages.MIDDLEWARE]
    reglages.TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = ValeurAbsente()


class LongsDAbord:
    """Puts the long groups first, once pytest-django has put its own order."""

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items.sort(key=lambda item: not _chemin(item).startswith(LONGS))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what does not need a second database, before `-m` chooses."""
    for item in items:
        if _chemin(item).startswith(SANS_SECONDE_BASE) or not _lit_la_base(item) or _essaie_de_tout(item):
            item.add_marker(pytest.mark.une_fois)


def _chemin(item: pytest.Item) -> str:
    return item.path.relative_to(TESTS).as_posix()


def _essaie_de_tout(item: pytest.Item) -> bool:
    """A test of hypothesis: of the two databases, PostgreSQL is the one that accepts less."""
    return getattr(getattr(item, "obj", None), "is_hypothesis_test", False)


def _lit_la_base(item: pytest.Item) -> bool:
    return item.get_closest_marker("django_db") is not None or not BASE.isdisjoint(getattr(item, "fixturenames", ()))


def pytest_unconfigure() -> None:
    # The workers of pytest-xdist leave without running what the settings registered for the end.
    shutil.rmtree(reglages.DONNEES, ignore_errors=True)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Under `make test` and in CI nothing is skipped: a missing part is a failure."""
    sautes = terminalreporter.stats.get("skipped", [])
    if sautes and os.environ.get("CI") == "true":
        terminalreporter.section("Tests sautés : interdits ici", red=True, bold=True)
        terminalreporter._session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(autouse=True)
def _horloge_a_l_heure():
    socle.horloge._lu = None
    yield
    socle.horloge._lu = None


@pytest.fixture(autouse=True)
def _limites_oubliees(request: pytest.FixtureRequest, django_db_blocker):
    """Empty the cache (rate limits) after tests that really commit: its table is no model, so the flush leaves it full."""
    yield
    marque = request.node.get_closest_marker("django_db")
    if (marque and marque.kwargs.get("transaction")) or {"transactional_db", "live_server"} & set(request.fixturenames):
        with django_db_blocker.unblock():
            cache.clear()


@pytest.fixture(scope="session", autouse=True)
def _cachet():
    """The seal of this run, in its own data folder."""
    cachet.assurer()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The one real browser of this process."""
    with navigateur_reel.lance() as navigateur:
        yield navigateur


@pytest.fixture
def scripts() -> bool:
    """Whether the browser runs scripts; parametrised by the tests of what must work without."""
    return True


@pytest.fixture
def page(chromium: Browser, live_server, scripts: bool) -> Iterator[Page]:
    """A page of a new person; what the browser complains about fails the test."""
    contexte = chromium.new_context(locale="fr-FR", base_url=live_server.url, java_script_enabled=scripts)
    page = contexte.new_page()
    plaintes = navigateur_reel.ecouter(page)
    yield page
    navigateur_reel.fermer(contexte)
    assert plaintes == []


@pytest.fixture
def horloge(settings, db, monkeypatch) -> ModuleType:
    """The clock, which this test may move: `horloge.avancer(timedelta(days=183))`."""
    settings.HORLOGE_REGLABLE = True
    # Nobody else moves it: a slow machine must not read it once more while queries are counted.
    monkeypatch.setattr(socle.horloge, "_MEMOIRE_SECONDES", 3600.0)
    return socle.horloge
