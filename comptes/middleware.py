"""Who acts in this request, and the second factor without which staff reach nothing."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
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
    if pk := request.session.get(CLE_LIEN):
        lien = LienPersonnel.objects.select_related("personne").filter(pk=pk).first()
        if lien and lien.est_vivant:
            return ActeurLien(lien)
    return ANONYME


class QuiAgit:
    """Set `request.acteur`, read lazily: a page that does not ask costs no query."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.acteur = SimpleLazyObject(lambda: _qui(request))  # type: ignore[attr-defined]
        return self.get_response(request)


def a_second_facteur(request: HttpRequest) -> bool:
    """Say whether this signed-in person has a second factor, or came by a door of the demo that waives it."""
    if settings.TSF_DEMO and request.session.get(CLE_DEMO):
        return True
    return is_mfa_enabled(request.user)


class SecondFacteurExige:
    """Send pilot and administrator to set their second factor up; nothing else answers them before that.

    allauth asks for the factor at each sign-in once it exists, so that its existence is what is left to check here.
    """

    OUVERTES = ("/compte/", "/static/", "/sante/", "/demo/")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(self.OUVERTES) and request.user.is_authenticated and self._manque(request):
            return redirect("comptes:second-facteur")
        return self.get_response(request)

    def _manque(self, request: HttpRequest) -> bool:
        return not EXIGE_SECOND_FACTEUR.isdisjoint(request.user.instances()) and not a_second_facteur(request)
