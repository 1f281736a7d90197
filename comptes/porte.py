"""The door of the sign-in page: whoever was typing without a session finds their text after signing in; and from where one comes."""

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from socle import reprise

from . import liens

SESSION_FINIE = "Votre session était terminée. Connectez-vous : ce que vous aviez saisi est gardé, rien n’est encore parti."
SESSION_OU_LIEN_FINI = (
    "Votre session, ou votre lien personnel, a pris fin. Ce que vous aviez saisi est gardé, rien n’est encore parti : rouvrez le lien de "
    "votre dernier courriel, ou connectez-vous ici avec la même adresse."
)
FICHIER = "Le fichier, lui, sera à joindre de nouveau."


def vers_la_connexion(request: HttpRequest, phrase: str = SESSION_FINIE) -> HttpResponse:
    """Send to the sign-in page; what was typed in a known form is kept, and `phrase` says so."""
    if reprise.est_attendue(request) and (champs := reprise.champs_saisis(request)) and _a_de_la_place(request):
        reprise.garder(request.session, request.path, champs)
        # What a page saves by itself is answered to its script, that says so in its own words.
        if "HX-Request" not in request.headers:
            messages.info(request, f"{phrase} {FICHIER}" if request.FILES else phrase)
    return redirect_to_login(request.get_full_path())


def navigateur(request: HttpRequest) -> liens.Navigateur:
    """Return from where a request comes; behind proxies, as the setting of the trusted ones says."""
    return liens.Navigateur(get_adapter().get_client_ip(request) or "", request.headers.get("User-Agent", "")[:300])


def _a_de_la_place(request: HttpRequest) -> bool:
    """Limit what a visitor makes us store, not how often they correct it: a page that saves as one types sends the same form many times."""
    return reprise.retrouver(request.session, request.path) is not None or bool(ratelimit.consume(request, action="reprise"))


class PorteDeConnexion(LoginRequiredMiddleware):
    """Django's own, through this door."""

    def handle_no_permission(self, request: HttpRequest, view_func: Callable[..., Any]) -> HttpResponse:
        return vers_la_connexion(request)
