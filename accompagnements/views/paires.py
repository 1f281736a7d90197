"""The page of a pair, and how it ends."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accompagnements import actions, lectures
from accompagnements.models import Accompagnement
from comptes.acteurs import est_pilote
from socle import consultations
from socle.envois import envoi_depuis
from socle.refus import refus_en_message


@require_safe
def detail(request: HttpRequest, numero: str) -> HttpResponse:
    """Where a pair stands, its agreement, its half-days and its journal."""
    accompagnement = le_mien(request, numero)
    if est_pilote(request.acteur):
        consultations.consigner(accompagnement, acteur=request.acteur)
    return render(request, "accompagnements/detail.html", {"page": lectures.page(accompagnement, request.acteur)})


def le_mien(request: HttpRequest, numero: str) -> Accompagnement:
    return get_object_or_404(Accompagnement.objects.visibles_par(request.acteur).pour_page(), numero=numero)


@envoi_depuis("accompagnements:detail", "numero")
def terminer(request: HttpRequest, numero: str) -> HttpResponse:
    """« Nous avons terminé »."""
    accompagnement = le_mien(request, numero)
    with refus_en_message(request):
        actions.terminer(accompagnement, acteur=request.acteur)
        messages.success(request, "L’accompagnement est terminé. L’évaluation de sortie part à l’instant, par courriel.")
    return redirect(accompagnement)
