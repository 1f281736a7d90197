"""Public pages of calls, and the door to a draft."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from candidatures import actions, lectures
from candidatures.models import Appel
from comptes.acteurs import est_connecte
from questionnaires.models import Version
from socle.documents.production import servir_document
from socle.envois import envoi_depuis
from socle.refus import refus_en_message
from socle.workflow import boutons


@login_not_required
@require_safe
def appels(request: HttpRequest) -> HttpResponse:
    """All calls, those that are open first."""
    contexte = {"appels": lectures.appels_de(request.acteur), "brouillons": lectures.brouillons_de(request.acteur)}
    return render(request, "candidatures/appels.html", contexte)


def _appel(request: HttpRequest, slug: str) -> Appel:
    return get_object_or_404(Appel.objects.visibles_par(request.acteur).select_related("edition"), slug=slug)


@login_not_required
@require_safe
def appel(request: HttpRequest, slug: str) -> HttpResponse:
    """One call: for whom, what is offered, what to prepare, how to begin. Pilot and committee also see what they can do with it."""
    trouve = _appel(request, slug)
    contexte = {
        "appel": trouve,
        "dispositifs": list(trouve.edition.dispositifs.all()),
        "ouverts": lectures.dispositifs_ouverts(trouve.edition),
        "brouillon": next((brouillon for brouillon in lectures.brouillons_de(request.acteur) if brouillon.appel_id == trouve.pk), None),
        "boutons": boutons(trouve, request.acteur) if est_connecte(request.acteur) else [],
    }
    return render(request, "candidatures/appel.html", contexte)


@login_not_required
@require_safe
def fac_simile(request: HttpRequest, slug: str) -> HttpResponse:
    """The questionnaire of a call, to be printed and prepared by hand; a job makes it once for each version."""
    trouve = _appel(request, slug)
    version = Version.objects.select_related("fac_simile").filter(appels=trouve).first()
    if version is None:
        raise Http404(f"Call {slug} has no questionnaire.")
    if version.fac_simile is None:
        messages.info(request, "Le formulaire à imprimer se prépare : il sera là dans un instant.")
        return redirect(trouve)
    return servir_document(version.fac_simile)


@envoi_depuis("candidatures:appel", "slug")
def avancer_appel(request: HttpRequest, slug: str, transition: str) -> HttpResponse:
    """One of the transitions that the page of the call draws."""
    trouve = _appel(request, slug)
    if transition not in {chemin.name for chemin in Appel._meta.get_field("etat").get_all_transitions(Appel)}:
        raise Http404(f"No such transition: {transition}")
    with refus_en_message(request):
        trouve = actions.changer_etat_appel(trouve, transition, acteur=request.acteur)
        messages.success(request, f"« {trouve} » : {trouve.get_etat_display().lower()}.")
    return redirect(trouve)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def commencer(request: HttpRequest, slug: str) -> HttpResponse:
    """Open the draft. A visitor goes through an account and comes back here by GET, which only shows the button again."""
    trouve = _appel(request, slug)
    if not est_connecte(request.acteur):
        return redirect_to_login(request.path, reverse("account_signup" if request.method == "POST" else "account_login"))
    if request.method == "POST":
        with refus_en_message(request):
            return redirect(actions.commencer(trouve, acteur=request.acteur))
        return redirect(trouve)
    return render(request, "candidatures/commencer.html", {"appel": trouve})
