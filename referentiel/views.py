"""Public pages of the référentiel."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from . import lectures
from .models import Version
from .niveaux import NIVEAU_MENTOR_MINIMUM, Niveau


@login_not_required
@require_safe
def liste(request: HttpRequest) -> HttpResponse:
    """Browse the domains, or search (?q=…)."""
    saisie = request.GET.get("q", "").strip()[:100]
    contexte = {"saisie": saisie, "resultat": lectures.chercher(saisie), "version": Version.objects.en_vigueur(), "niveaux": list(Niveau)}
    return render(request, "referentiel/liste.html", contexte)


@login_not_required
@require_safe
def fiche(request: HttpRequest, code: str) -> HttpResponse:
    """One domain ("D01") or one competence ("01.1")."""
    if domaine := lectures.fiche_domaine(code) if code.startswith("D") else None:
        return render(request, "referentiel/domaine.html", {"fiche": domaine})
    if competence := lectures.fiche_competence(code):
        contexte = {"fiche": competence, "niveaux": list(Niveau), "niveau_mentor": NIVEAU_MENTOR_MINIMUM}
        return render(request, "referentiel/competence.html", contexte)
    raise Http404(f"Neither domain nor competence: {code}")
