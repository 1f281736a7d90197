"""Pages that belong to no domain: health, errors."""

from django.contrib.auth.decorators import login_not_required
from django.db import Error as ErreurBase
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from . import horloge, reprise
from .models import Travail


@login_not_required
@never_cache
@require_safe
def sante(request: HttpRequest) -> JsonResponse:
    """Say whether the database answers (503 when it does not), and how many jobs wait or were given up."""
    try:
        dus = Travail.objects.dus(horloge.maintenant()).count()
        abandonnes = Travail.objects.filter(etat=Travail.Etat.ABANDONNE).count()
    except ErreurBase:
        return JsonResponse({"etat": "base de données injoignable"}, status=503)
    return JsonResponse({"etat": "ok", "travaux_dus": dus, "travaux_abandonnes": abandonnes})


@login_not_required
def page_absente(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return render(request, "erreurs/404.html", status=404)


@login_not_required
def acces_refuse(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return render(request, "erreurs/403.html", status=403)


@login_not_required
def requete_incorrecte(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return render(request, "erreurs/400.html", status=400)


@login_not_required
def jeton_perime(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of the CSRF check: the form was opened too long ago, or in another session. What was typed is offered again."""
    contexte = {"adresse": request.get_full_path(), "champs": _a_renvoyer(request)}
    return render(request, "erreurs/jeton.html", contexte, status=403)


def _a_renvoyer(request: HttpRequest) -> list[tuple[str, str]]:
    """Return the fields to send again under a fresh token, none when they did not come from a page of ours or hold a secret."""
    # A browser lets no other site write our address there: a forged form cannot be completed by a click.
    return reprise.champs_saisis(request) if request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}" else []


@login_not_required
def erreur_interne(request: HttpRequest) -> HttpResponse:
    """500: a template that needs neither the database nor the session."""
    return HttpResponse(render(None, "erreurs/500.html").content, status=500)
