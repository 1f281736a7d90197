"""A hash of what the database holds, to say which tables a request changed."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from django.db import connection

# The session, rate limits, and the trace that staff opened personal data.
HORS_DU_COMPTE = frozenset({"django_session", "usersessions_usersession", "cache", "socle_consultation"})


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
