"""The journal de bord of a pair, and its témoins."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from accompagnements.models import Temoin
from comptes.acteurs import est_pilote
from socle import consultations, fichiers

from .paires import le_mien


@require_safe
def temoin(request: HttpRequest, numero: str, pk: int) -> HttpResponse:
    """One photo or document of the journal, for whoever reads the entry it goes with."""
    accompagnement = le_mien(request, numero)
    visibles = Temoin.objects.visibles_par(request.acteur).filter(accompagnement=accompagnement)
    trouve = get_object_or_404(visibles.select_related("fichier"), pk=pk)
    if est_pilote(request.acteur):
        consultations.consigner(accompagnement, acteur=request.acteur)
    return fichiers.servir(trouve.fichier)
