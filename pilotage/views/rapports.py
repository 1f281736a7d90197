"""Reports: asked for and followed by the team, downloaded by the committee."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from comptes.administration import page_de_l_equipe
from pilotage import actions
from pilotage.droits import peut_lire_les_rapports
from pilotage.forms import PeriodeRapport
from pilotage.models import Rapport
from socle.administration import rendre_dans_admin
from socle.documents.production import servir_document
from socle.envois import envoi_depuis, montrer_refus
from socle.refus import Refus, refus_en_message

PAR_PAGE = 20


@page_de_l_equipe
@require_http_methods(["GET", "HEAD", "POST"])
def rapports(request: HttpRequest) -> HttpResponse:
    """Ask for a report, and see those that were made or are being made (their bars ask for themselves again, htmx)."""
    formulaire = PeriodeRapport(request.POST if request.method == "POST" else None)
    if request.method == "POST" and formulaire.is_valid():
        try:
            return redirect(actions.demander_rapport(**formulaire.cleaned_data, acteur=request.acteur))
        except Refus as refus:
            montrer_refus(formulaire, refus)
    page = Paginator(Rapport.objects.visibles_par(request.acteur).pour_liste(), PAR_PAGE).get_page(request.GET.get("page"))
    en_preparation = any(trouve.etat == Rapport.Etat.EN_PREPARATION for trouve in page)
    gabarit = "pilotage/rapport/liste.html" if request.htmx else "pilotage/rapports.html"
    return rendre_dans_admin(request, gabarit, {"formulaire": formulaire, "page": page, "en_preparation": en_preparation})


@page_de_l_equipe
@require_safe
def rapport(request: HttpRequest, pk: int) -> HttpResponse:
    """One report: how far its making is (the bar asks for itself again, htmx), then its figures and its file."""
    trouve = get_object_or_404(Rapport.objects.visibles_par(request.acteur).pour_liste(), pk=pk)
    gabarit = "pilotage/rapport/avance.html" if request.htmx else "pilotage/rapport.html"
    return rendre_dans_admin(request, gabarit, {"rapport": trouve})


@page_de_l_equipe
@envoi_depuis("pilotage:rapports")
def annuler(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop the making of a report."""
    trouve = get_object_or_404(Rapport.objects.visibles_par(request.acteur), pk=pk)
    with refus_en_message(request):
        actions.annuler_rapport(trouve, acteur=request.acteur)
        messages.success(request, "La préparation est arrêtée.")
    return redirect("pilotage:rapports")


@require_safe
def comite_rapports(request: HttpRequest) -> HttpResponse:
    """The reports that the committee may download."""
    if not peut_lire_les_rapports(request.acteur):
        raise PermissionDenied
    produits = Rapport.objects.visibles_par(request.acteur).filter(etat=Rapport.Etat.PRODUIT).pour_liste()
    return render(request, "pilotage/comite_rapports.html", {"page": Paginator(produits, PAR_PAGE).get_page(request.GET.get("page"))})


@require_safe
def rapport_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The frozen file of a report."""
    trouve = get_object_or_404(Rapport.objects.visibles_par(request.acteur).select_related("document"), pk=pk)
    if trouve.document is None:
        raise Http404
    return servir_document(trouve.document)
