"""What was typed and could not be written (session over, request already sent), kept in the session until it is."""

from typing import Any

from django.contrib.sessions.backends.base import SessionBase

_CLE = "reprises"


def garder(session: SessionBase, cle: str, valeur: Any) -> None:
    """Keep `valeur` (JSON) under `cle`; signing in keeps the session's content."""
    session[_CLE] = {**session.get(_CLE, {}), cle: valeur}


def retrouver(session: SessionBase, cle: str) -> Any:
    """Return what was kept under `cle`, or None."""
    return session.get(_CLE, {}).get(cle)


def oublier(session: SessionBase, cle: str) -> None:
    """Forget what has been written since."""
    if retrouver(session, cle) is not None:
        session[_CLE] = {autre: valeur for autre, valeur in session[_CLE].items() if autre != cle}
