"""The page of a sent request, for the applicant: where it stands, what was answered, the thread, the way out."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from candidatures import actions, droits, lectures, reprise
from candidatures.forms import MessageForm
from candidatures.models import Candidature
from comptes.acteurs import est_connecte, est_pilote
from socle import consultations, fichiers
from socle.refus import refus_en_message
from socle.workflow import boutons, refus_de

# A visitor's session is not a place to store books.
GARDE_AU_PLUS = 20_000


def cle_message(numero: str | None) -> str:
    """Return the name under which the session keeps a message that was not sent."""
    return f"message:{numero}"


@require_safe
def detail(request: HttpRequest, numero: str) -> HttpResponse:
    """The request, for those who follow it."""
    return _page(request, numero, MessageForm.neuf(reprise.retrouver(request.session, cle_message(numero)) or ""))


def _page(request: HttpRequest, numero: str, message: MessageForm) -> HttpResponse:
    fiche = lectures.fiche(request.acteur, numero)
    if fiche is None:
        raise Http404(f"No request {numero} for this person.")
    if est_pilote(request.acteur) and not droits.peut_deposer(fiche.candidature, request.acteur):
        consultations.consigner(fiche.candidature, acteur=request.acteur)
    gestes = {bouton.nom for bouton in boutons(fiche.candidature, request.acteur)}
    contexte = {"fiche": fiche, "candidature": fiche.candidature, "message": message, "peut_retirer": "retirer" in gestes}
    return render(request, "candidatures/detail.html", contexte)


def _visible(request: HttpRequest, numero: str) -> Candidature:
    visibles = Candidature.objects.visibles_par(request.acteur).select_related("dossier", "appel", "piece")
    return get_object_or_404(visibles, dossier__numero=numero)


@require_safe
def piece(request: HttpRequest, numero: str) -> HttpResponse:
    """The file of the request."""
    jointe = _visible(request, numero).piece
    if jointe is None:
        raise Http404(f"Request {numero} has no file.")
    return fichiers.servir(jointe)


@login_not_required
@require_POST
def messages_du_dossier(request: HttpRequest, numero: str) -> HttpResponse:
    """Write to the team; an empty message comes back with its sentence, a session that ended loses no word."""
    page = reverse("candidatures:detail", args=[numero])
    if not est_connecte(request.acteur):
        reprise.garder(request.session, cle_message(numero), request.POST.get("texte", "")[:GARDE_AU_PLUS])
        messages.info(request, "Votre session était terminée. Connectez-vous : votre message est gardé, il n’est pas encore parti.")
        return redirect_to_login(page)
    candidature = _visible(request, numero)
    form = MessageForm(request.POST)
    if not form.is_valid():
        return _page(request, numero, form)
    with refus_en_message(request):
        actions.ecrire_message(candidature, **form.cleaned_data, acteur=request.acteur)
        reprise.oublier(request.session, cle_message(numero))
        messages.success(request, "Votre message est parti. L’équipe vous répond ici, et vous prévient par courriel.")
    return redirect(f"{page}#fil")


@require_http_methods(["GET", "HEAD", "POST"])
def retirer(request: HttpRequest, numero: str) -> HttpResponse:
    """Say what a withdrawal does, then withdraw."""
    candidature = _visible(request, numero)
    if request.method == "POST":
        with refus_en_message(request):
            actions.retirer(candidature, acteur=request.acteur)
            messages.success(request, f"La candidature {numero} est retirée.")
        return redirect(candidature)
    if refus := refus_de(candidature, "retirer", request.acteur):
        messages.error(request, refus.phrase)
        return redirect(candidature)
    return render(request, "candidatures/retirer.html", {"candidature": candidature})
