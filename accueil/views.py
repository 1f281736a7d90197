"""Public site, mon espace, space of the committee."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from comptes.acteurs import est_du_comite

from . import lectures


@login_not_required
@require_safe
def accueil(request: HttpRequest) -> HttpResponse:
    """What the programme is, and how to begin."""
    return render(request, "accueil/accueil.html", {"vitrine": lectures.vitrine()})


@login_not_required
@require_safe
def dispositif(request: HttpRequest) -> HttpResponse:
    """Both dispositifs explained."""
    return render(request, "accueil/dispositif.html", {"appel": lectures.appel_ouvert()})


@require_safe
def mon_espace(request: HttpRequest) -> HttpResponse:
    """What this person has to do now, then where each of their files stands."""
    return render(request, "accueil/mon_espace.html", {"espace": lectures.espace(request.acteur)})


@require_safe
def comite(request: HttpRequest) -> HttpResponse:
    """Reports and figures for the comité technique."""
    if not est_du_comite(request.acteur):
        raise PermissionDenied
    contexte = {"chiffres": lectures.chiffres_du_comite(), "rapports": lectures.derniers_rapports(request.acteur)}
    return render(request, "accueil/comite.html", contexte)


@login_not_required
@require_safe
def accessibilite(request: HttpRequest) -> HttpResponse:
    """How far the platform is accessible."""
    return render(request, "accueil/accessibilite.html")


@login_not_required
@require_safe
def confidentialite(request: HttpRequest) -> HttpResponse:
    """What becomes of personal data."""
    return render(request, "accueil/confidentialite.html")


@login_not_required
@require_safe
def mentions_legales(request: HttpRequest) -> HttpResponse:
    """Who publishes the platform."""
    return render(request, "accueil/mentions_legales.html", {"hebergeur": settings.HEBERGEUR})
