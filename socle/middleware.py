"""What surrounds every request: its line in the log, what no database can hold taken out of it, the page of a 405."""

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict, UnreadablePostError
from django.shortcuts import render

journal = logging.getLogger("tsf.requetes")


class JournalRequetes:
    """One structured line a request, no personal data."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        debut = time.perf_counter()
        reponse = self.get_response(request)
        trouve = request.resolver_match
        journal.info(
            "requete",
            extra={
                "methode": request.method,
                # The route, not the path: a path may hold the token of a personal link.
                "route": trouve.route if trouve else "",
                "statut": reponse.status_code,
                "ms": round((time.perf_counter() - debut) * 1000),
            },
        )
        return reponse


class SansCaractereNul:
    """Take NUL out of what comes in: PostgreSQL refuses it in any text, and nobody types it.

    Fields of forms refuse it each in its own way, or not at all; filters of the admin and the key of the session read it as it is.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.GET = _sans_nul(request.GET)
        request.COOKIES = {nom: valeur.replace("\0", "") for nom, valeur in request.COOKIES.items()}
        # The visitor left in the middle of sending: the check of the form says so, here there is nothing to clean.
        with suppress(UnreadablePostError):
            request.POST = _sans_nul(request.POST)
        return self.get_response(request)


def _sans_nul(recu: QueryDict) -> Any:
    if not any("\0" in valeur for _, valeurs in recu.lists() for valeur in valeurs):
        return recu
    propre = recu.copy()
    for nom, valeurs in recu.lists():
        propre.setlist(nom, [valeur.replace("\0", "") for valeur in valeurs])
    return propre


class MethodeRefusee:
    """Put a page of ours in the place of the empty 405 of Django's decorators."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        reponse = self.get_response(request)
        if reponse.status_code != 405:
            return reponse
        page = render(request, "erreurs/405.html", status=405)
        page["Allow"] = reponse["Allow"]
        return page
