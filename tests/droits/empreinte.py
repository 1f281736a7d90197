"""A hash of what the database holds, to say which tables a request changed; and whether it wrote at all, which is quicker to know."""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any

from django.db import connection

from tests.gardes import table_ecrite

# The session, rate limits, and the trace that staff opened personal data.
HORS_DU_COMPTE = frozenset({"django_session", "usersessions_usersession", "cache", "socle_consultation"})


@contextmanager
def ecritures() -> Iterator[set[str]]:
    """Gather the tables that statements write inside, those that any request may write left out; what is undone afterwards is there too."""
    vues: set[str] = set()

    def noter(execute: Any, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if table := table_ecrite(sql):
            vues.add(table)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(noter):
        yield vues
    vues -= HORS_DU_COMPTE


def empreinte() -> dict[str, str]:
    """Return a hash by table, but for those that any request may write."""
    with connection.cursor() as curseur:
        return {table: _hacher(curseur, table) for table in _tables()}


def changees(avant: dict[str, str], apres: dict[str, str]) -> list[str]:
    """Return the tables whose rows differ."""
    return sorted(table for table in avant if avant[table] != apres[table])


def _tables() -> Iterator[str]:
    yield from sorted(set(connection.introspection.table_names()) - HORS_DU_COMPTE)


def _hacher(curseur: Any, table: str) -> str:
    curseur.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
    lignes = sorted(repr([bytes(valeur) if isinstance(valeur, memoryview) else valeur for valeur in ligne]) for ligne in curseur.fetchall())
    return sha256("\n".join(lignes).encode()).hexdigest()
