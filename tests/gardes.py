"""Guards that hold during every test: no undefined template variable, no writing GET."""

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template.base import FilterExpression, Node

NOS_GABARITS = Path(settings.BASE_DIR, "templates")
SANS_ECRITURE = frozenset({"GET", "HEAD", "OPTIONS"})
# What a GET may write: the session and its follow-up, rate limits (cache), the trace that staff opened personal data,
# and the note that allauth keeps when somebody sees their own recovery codes.
TABLES_PERMISES = frozenset({"django_session", "usersessions_usersession", "cache", "socle_consultation", "mfa_authenticator"})
_ECRITURE = re.compile(r'^\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE|DELETE\s+FROM)\s+"?(\w+)"?', re.IGNORECASE)


class VariableIndefinie(Exception):
    """One of our templates reads a variable that the view did not give."""


class EcritureEnLecture(Exception):
    """A request that must only read wrote a row."""


class ValeurAbsente(str):
    """Value of `string_if_invalid`: refuses undefined variables in our templates, is "" in those of Django and allauth.

    Django asks whether it is true before any filter is applied: that is where the template is looked for.
    """

    def __bool__(self) -> bool:
        appelant = sys._getframe(1)
        expression = appelant.f_locals.get("self")
        if isinstance(expression, FilterExpression) and (gabarit := _gabarit_en_cours(appelant)):
            raise VariableIndefinie(f"{gabarit} : {{{{ {expression.token} }}}}")
        return False


def _gabarit_en_cours(frame: Any) -> str:
    """Return the name of the template being rendered when it is one of ours, "" otherwise."""
    while frame is not None:
        noeud = frame.f_locals.get("self")
        if isinstance(noeud, Node) and getattr(noeud, "origin", None):
            chemin = Path(noeud.origin.name)
            return str(chemin.relative_to(NOS_GABARITS)) if chemin.is_relative_to(NOS_GABARITS) else ""
        frame = frame.f_back
    return ""


def table_ecrite(sql: str) -> str:
    """Return the table that a statement writes, "" when it only reads."""
    ecriture = _ECRITURE.match(str(sql))
    return ecriture[1] if ecriture else ""


def _refuser_ecriture(execute: Callable, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    table = table_ecrite(sql)
    if table and table not in TABLES_PERMISES:
        raise EcritureEnLecture(f"A GET wrote into {table}: {sql}")
    return execute(sql, params, many, context)


class LectureSansEcriture:
    """Outermost middleware of the test run: a GET that writes anything but sessions and consultations raises."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in SANS_ECRITURE:
            return self.get_response(request)
        with connection.execute_wrapper(_refuser_ecriture):
            return self.get_response(request)
