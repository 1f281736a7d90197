"""Request log: one structured line a request, no personal data."""

import logging
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

journal = logging.getLogger("tsf.requetes")


class JournalRequetes:
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
