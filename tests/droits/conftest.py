"""The scene, played once for a module; each test undoes what it wrote."""

from collections.abc import Iterator

import pytest

from tests.droits import routes
from tests.droits.mise_en_scene import batir
from tests.droits.scene import Scene, parenthese


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker) -> Iterator[Scene]:
    with django_db_blocker.unblock(), parenthese():
        yield batir()


@pytest.fixture
def demonstration(settings, tmp_path) -> None:
    """The addresses of the demo exist; nobody of the scene came by its doors, so that it waives nothing."""
    settings.TSF_DEMO, settings.COURRIELS_DEMO, settings.ROOT_URLCONF = True, tmp_path, routes.ADRESSES_DE_LA_DEMO
