"""Who acts in this request, and the second factor without which staff reach nothing."""

from collections.abc import Callable

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.functional import SimpleLazyObject

from socle.acteurs import Acteur

from .acteurs import ANONYME, ActeurLien, ActeurPersonne
from .models import Instance, LienPersonnel

CLE_LIEN = "lien_personnel"
CLE_DEMO = "demo_sans_second_facteur"
EXIGE_SECOND_FACTEUR = frozenset({Instance.PILOTE, Instance.ADMINISTRATION})


def _qui(request: HttpRequest) -> Acteur:
    if request.user.is_authenticated:
        return ActeurPersonne(request.user)
    if cle := request.session.get(CLE_LIEN):
        pk, version = cle
        lien = LienPersonnel.objects.select_related("personne").filter(pk=pk, version=version).first()
        if lien and lien.est_vivant:
            return ActeurLien(lien)
    return ANONYME


class QuiAgit:
    """Set `request.acteur`, read lazily: a page that does not ask costs no query."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.acteur = SimpleLazyObject(lambda: _qui(request))
        return self.get_response(request)


class PagesPrivees:
    """Keep what somebody reads with their account or their link out of every cache: the next person at the same screen must not find it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        reponse = self.get_response(request)
        est_privee = request.user.is_authenticated or CLE_LIEN in request.session
        if est_privee and not reponse.has_header("Cache-Control"):
            add_never_cache_headers(reponse)
        return reponse


def a_passe_le_second_facteur(request: HttpRequest) -> bool:
    """Say whether this session proved the second factor (a code, a passkey), or set it itself.

    A session may be older than the factor: that the factor exists proves nothing of it.
    """
    return any(preuve["method"] == "mfa" for preuve in get_authentication_records(request, request.user))


class SecondFacteurExige:
    """Let pilot and administrator in with their second factor alone: it is asked of the session, and set up first if there is none."""

    OUVERTES = ("/static/", "/sante/", "/demo/")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(self.OUVERTES) or not self._est_exige(request):
            return self.get_response(request)
        if not is_mfa_enabled(request.user):
            return self._sauf("/compte/", request, redirect("comptes:second-facteur"))
        if a_passe_le_second_facteur(request):
            return self.get_response(request)
        # Nothing of the account either: it would be enough to add a factor to it.
        portes = tuple(reverse(route) for route in ("mfa_reauthenticate", "mfa_reauthenticate_webauthn", "account_logout"))
        return self._sauf(portes, request, redirect_to_login(request.get_full_path(), login_url=portes[0]))

    def _est_exige(self, request: HttpRequest) -> bool:
        if not request.user.is_authenticated or EXIGE_SECOND_FACTEUR.isdisjoint(request.user.instances()):
            return False
        return not (settings.TSF_DEMO and request.session.get(CLE_DEMO))

    def _sauf(self, ouvertes: str | tuple[str, ...], request: HttpRequest, renvoi: HttpResponse) -> HttpResponse:
        return self.get_response(request) if request.path.startswith(ouvertes) else renvoi
