"""One evaluation: its questions, then its answers, by personal link or signed in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from comptes.acteurs import est_pilote
from comptes.porte import SESSION_OU_LIEN_FINI, vers_la_connexion
from socle import consultations, reprise
from socle.refus import DejaFait, Refus
from socle.reprise import a_reprendre

from . import actions, droits, lectures
from .forms import FormulaireEvaluation
from .models import Evaluation


@login_not_required
@never_cache
@a_reprendre(lambda pk: Evaluation.objects.filter(pk=pk).exists())
@require_http_methods(["GET", "HEAD", "POST"])
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer, then read again."""
    if request.acteur.personne is None:
        return vers_la_connexion(request, SESSION_OU_LIEN_FINI)
    evaluation = get_object_or_404(Evaluation.objects.visibles_par(request.acteur).pour_page(), pk=pk)
    if request.method == "POST" and droits.peut_repondre(evaluation, request.acteur):
        return _recevoir(request, evaluation)
    ouverte = evaluation.est_ouverte and droits.peut_repondre(evaluation, request.acteur)
    if not ouverte:
        return _page(request, evaluation, None)
    formulaire = FormulaireEvaluation(evaluation=evaluation)
    reprise.rendre(request, formulaire)
    return _page(request, evaluation, formulaire)


def _recevoir(request: HttpRequest, evaluation: Evaluation) -> HttpResponse:
    formulaire = FormulaireEvaluation(request.POST, evaluation=evaluation)
    if formulaire.is_valid():
        try:
            actions.remplir(evaluation, formulaire.retour(), acteur=request.acteur)
        except DejaFait as refus:
            messages.info(request, refus.phrase)
            return redirect(evaluation)
        except Refus as refus:
            formulaire.add_error(None, refus.phrase)
        else:
            messages.success(request, "Merci, vos réponses sont enregistrées.")
            return redirect(evaluation)
    return _page(request, evaluation, formulaire)


def _page(request: HttpRequest, evaluation: Evaluation, formulaire: FormulaireEvaluation | None) -> HttpResponse:
    if est_pilote(request.acteur):
        consultations.consigner(evaluation, acteur=request.acteur)
    remplie = evaluation.etat == Evaluation.Etat.REMPLIE and formulaire is None
    contexte = {
        "evaluation": evaluation,
        "formulaire": formulaire,
        "formulaires": [formulaire] if formulaire else [],
        "blocs": lectures.relire(evaluation) if remplie else [],
        "est_la_mienne": evaluation.personne_id == request.acteur.personne.pk,
    }
    return render(request, "evaluations/detail.html", contexte)
