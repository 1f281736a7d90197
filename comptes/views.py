"""Personal links, and the page that asks staff for a second factor."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from socle.envois import envoi_depuis

from . import liens
from .middleware import CLE_LIEN
from .models import LienPersonnel
from .porte import navigateur


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def lien(request: HttpRequest, jeton: str) -> HttpResponse:
    """A personal link: GET shows a button and writes nothing (anti-phishing robots follow links); POST opens it."""
    trouve = LienPersonnel.objects.du_jeton(jeton)
    if trouve is None:
        return render(request, "comptes/lien_mort.html", {"jeton": jeton}, status=410)
    if request.method != "POST":
        return render(request, "comptes/lien.html", {"lien": trouve})
    if request.user.is_authenticated and request.user != trouve.personne:
        logout(request)
        messages.info(request, f"Vous avez ouvert un lien destiné à {trouve.personne} : la session précédente est fermée.")
    if not request.user.is_authenticated:
        request.session.cycle_key()  # a session that somebody else prepared in this browser must not open with the link
    request.session[CLE_LIEN] = [trouve.pk, trouve.version]
    liens.noter_ouverture(trouve, navigateur(request))
    return redirect(liens.destination(trouve))


@login_not_required
@never_cache
@envoi_depuis("comptes:lien", "jeton")
def renouveler_lien(request: HttpRequest, jeton: str) -> HttpResponse:
    """Ask for a new link from the page of a dead one; the answer is the same whatever the case."""
    if not ratelimit.consume(request, action="lien"):
        return ratelimit.respond_429(request)
    liens.renouveler(jeton)
    return render(request, "comptes/lien_demande.html")


@require_safe
def second_facteur(request: HttpRequest) -> HttpResponse:
    """Explain why nothing else opens before a second factor is set."""
    return render(request, "comptes/second_facteur.html")
