"""The real stack: PostgreSQL and Redis of the test run, web, worker and beat as separate processes, Chromium."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from tests.plateforme import Plateforme


@contextmanager
def base_neuve(nom: str) -> Iterator[str]:
    """Create a database beside the one of the test run; yield its DATABASE_URL."""
    serveur = urlsplit(os.environ["DATABASE_URL"])
    with psycopg.connect(urlunsplit(serveur._replace(scheme="postgresql")), autocommit=True) as connexion:
        connexion.execute(f"DROP DATABASE IF EXISTS {nom} WITH (FORCE)")  # type: ignore[arg-type]
        connexion.execute(f"CREATE DATABASE {nom}")  # type: ignore[arg-type]
        yield urlunsplit(serveur._replace(path=f"/{nom}"))
        connexion.execute(f"DROP DATABASE {nom} WITH (FORCE)")  # type: ignore[arg-type]


@contextmanager
def plateforme_servie(dossier: Path, nom: str, redis: str) -> Iterator[Plateforme]:
    """Serve the demo on a new database and this Redis; the beat is quick."""
    with base_neuve(nom) as base:
        env = {"DATABASE_URL": base, "REDIS_URL": redis, "TSF_BALAYAGE_SECONDES": "2", "TSF_ECHEANCES_SECONDES": "2"}
        plateforme = Plateforme(dossier / "donnees", env=env)
        try:
            console = plateforme.lancer()
            assert "est prête" in console, console
            yield plateforme
        finally:
            plateforme.tuer()
