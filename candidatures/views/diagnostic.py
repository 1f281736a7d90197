"""The diagnosis of a request, for the applicant: read it, agree, or ask for a correction."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from candidatures import actions, droits, lectures
from candidatures.forms import CorrectionForm
from candidatures.models import Candidature
from comptes.acteurs import est_pilote
from socle import consultations, reprise
from socle.envois import envoi_depuis, montrer_refus
from socle.refus import Refus, refus_en_message
from socle.reprise import a_reprendre


@require_safe
def diagnostic(request: HttpRequest, numero: str) -> HttpResponse:
    """The sheet as it was shared."""
    correction = CorrectionForm()
    reprise.rendre(request, correction, adresse=reverse("candidatures:contester-diagnostic", args=[numero]))
    return _page(request, numero, correction)


def _page(request: HttpRequest, numero: str, correction: CorrectionForm) -> HttpResponse:
    page = lectures.page_diagnostic(request.acteur, numero)
    if page is None:
        raise Http404(f"No diagnosis of request {numero} for this person.")
    if est_pilote(request.acteur) and not droits.peut_deposer(page.candidature, request.acteur):
        consultations.consigner(page.candidature, acteur=request.acteur)
    contexte = {"page": page, "candidature": page.candidature, "diagnostic": page.diagnostic, "correction": correction}
    return render(request, "candidatures/diagnostic.html", contexte)


def _partagee(request: HttpRequest, numero: str) -> Candidature:
    visibles = Candidature.objects.visibles_par(request.acteur).filter(diagnostic__partage_le__isnull=False)
    return get_object_or_404(visibles.select_related("dossier"), dossier__numero=numero)


@envoi_depuis("candidatures:diagnostic", "numero")
def approuver_diagnostic(request: HttpRequest, numero: str) -> HttpResponse:
    """The applicant agrees."""
    candidature = _partagee(request, numero)
    with refus_en_message(request):
        actions.approuver_diagnostic(candidature, version=request.POST.get("version", ""), acteur=request.acteur)
        messages.success(request, "Merci : votre accord est noté. L’équipe prend maintenant sa décision.")
    return redirect("candidatures:diagnostic", numero)


@a_reprendre(lambda numero: Candidature.objects.filter(dossier__numero=numero, diagnostic__partage_le__isnull=False).exists())
@envoi_depuis("candidatures:diagnostic", "numero")
def contester_diagnostic(request: HttpRequest, numero: str) -> HttpResponse:
    """The applicant says what is to be corrected; what is refused comes back with its sentence."""
    candidature = _partagee(request, numero)
    form = CorrectionForm(request.POST)
    if form.is_valid():
        try:
            actions.contester_diagnostic(candidature, **form.cleaned_data, acteur=request.acteur)
        except Refus as refus:
            montrer_refus(form, refus, "texte")
        else:
            messages.success(request, "C’est envoyé. L’équipe corrige le diagnostic et vous prévient par courriel.")
            return redirect("candidatures:diagnostic", numero)
    return _page(request, numero, form)
