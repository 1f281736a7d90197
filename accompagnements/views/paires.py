"""The page of a pair, and how it ends."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accompagnements import actions, droits, lectures
from accompagnements.forms import Rupture
from accompagnements.models import Accompagnement
from comptes.acteurs import est_pilote
from socle import consultations, reprise
from socle.envois import envoi_depuis
from socle.refus import refus_en_message
from socle.reprise import a_reprendre


@require_safe
def detail(request: HttpRequest, numero: str) -> HttpResponse:
    """Where a pair stands, its agreement, its half-days and its journal."""
    accompagnement = le_mien(request, numero)
    if est_pilote(request.acteur):
        consultations.consigner(accompagnement, acteur=request.acteur)
    return render(request, "accompagnements/detail.html", {"page": lectures.page(accompagnement, request.acteur)})


def le_mien(request: HttpRequest, numero: str) -> Accompagnement:
    return get_object_or_404(Accompagnement.objects.visibles_par(request.acteur).pour_page(), numero=numero)


@a_reprendre(lambda numero: Accompagnement.objects.filter(numero=numero).exists())
@require_http_methods(["GET", "HEAD", "POST"])
def rompre(request: HttpRequest, numero: str) -> HttpResponse:
    """Stop before the end: one of the two sides decides it, and may tell the team why."""
    accompagnement = le_mien(request, numero)
    if not droits.est_de_la_paire(accompagnement, request.acteur):
        raise Http404("The team stops a pair from its own pages.")
    envoi = request.method == "POST"
    formulaire = Rupture(request.POST if envoi else None)
    if envoi and formulaire.is_valid():
        with refus_en_message(request):
            actions.rompre(accompagnement, motif=formulaire.cleaned_data["motif"], acteur=request.acteur)
            messages.success(request, "L’accompagnement s’arrête. L’autre personne et l’équipe pilote en sont prévenues.")
        return redirect(accompagnement)
    if accompagnement.etat not in lectures.OUVERTS:
        messages.info(request, lectures.fermeture(accompagnement))
        return redirect(accompagnement)
    reprise.rendre(request, formulaire)
    contexte = {"page": lectures.page_rupture(accompagnement), "formulaire": formulaire, "formulaires": [formulaire]}
    return render(request, "accompagnements/rompre.html", contexte)


@envoi_depuis("accompagnements:detail", "numero")
def terminer(request: HttpRequest, numero: str) -> HttpResponse:
    """« Nous avons terminé »."""
    accompagnement = le_mien(request, numero)
    with refus_en_message(request):
        actions.terminer(accompagnement, acteur=request.acteur)
        messages.success(request, "L’accompagnement est terminé. L’évaluation de sortie part à l’instant, par courriel.")
    return redirect(accompagnement)
