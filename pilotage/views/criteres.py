"""One criterion of a file, written row by row: what somebody else writes beside is never touched."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from candidatures import actions
from candidatures.models import Candidature, Critere
from comptes.administration import page_de_l_equipe
from pilotage.forms import Apprecier
from pilotage.lectures import dossier as lectures
from pilotage.lectures.grille import Jugement
from socle.administration import rendre_dans_admin
from socle.envois import envoi_depuis
from socle.reprise import a_reprendre

from .dossier import page


def _existe(numero: str, critere: str) -> bool:
    return Critere.objects.filter(code=critere, appel__candidatures__dossier__numero=numero).exists()


@page_de_l_equipe
@a_reprendre(_existe)
@envoi_depuis("pilotage:dossier", "numero")
def apprecier(request: HttpRequest, numero: str, critere: str) -> HttpResponse:
    """Write what the team thinks of one criterion: while one types (htmx), or by its button."""
    candidature = get_object_or_404(lectures.trouver(numero, request.acteur))
    ligne = get_object_or_404(Critere, appel=candidature.appel_id, code=critere)
    formulaire = Apprecier.de(Jugement(ligne, None), request.POST)
    if formulaire.is_valid():
        _ecrire(candidature, formulaire, request)
    if request.htmx:
        return rendre_dans_admin(request, "pilotage/dossier/critere_sauve.html", {"formulaire": formulaire})
    if formulaire.errors:
        return page(request, candidature, formulaire)
    messages.success(request, f"« {ligne} » : votre réponse est {'enregistrée' if formulaire.jugement.appreciation else 'effacée'}.")
    return redirect(f"{reverse('pilotage:dossier', args=[numero])}#critere-{ligne.code}")


def _ecrire(candidature: Candidature, formulaire: Apprecier, request: HttpRequest) -> None:
    critere = formulaire.jugement.critere
    try:
        ecrite = actions.apprecier(candidature, critere, **formulaire.cleaned_data, acteur=request.acteur)
    except actions.EcritEntreTemps as refus:
        formulaire.montrer(refus)
    else:
        formulaire.jugement = Jugement(critere, ecrite)
