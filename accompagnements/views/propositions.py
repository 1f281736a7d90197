"""Proposals, as each side reads and answers them."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accompagnements import actions, lectures
from accompagnements.forms import Motif, Question
from accompagnements.models import Proposition
from comptes.acteurs import est_pilote
from comptes.porte import SESSION_OU_LIEN_FINI, vers_la_connexion
from socle import consultations, reprise
from socle.envois import envoi_depuis, montrer_refus
from socle.refus import Refus, refus_en_message
from socle.reprise import a_reprendre

REPONSES = {
    "accepter": "Merci ! Nous vous écrivons dès que la structure a confirmé.",
    "decliner": "C’est noté, merci d’avoir répondu. L’équipe pilote sollicite quelqu’un d’autre.",
    "refuser": "C’est noté. L’équipe pilote cherche quelqu’un d’autre et vous écrira.",
}

# The answers that may give a reason.
REFUS = ("decliner", "refuser")


@login_not_required
@never_cache
@require_safe
def proposition(request: HttpRequest, pk: int) -> HttpResponse:
    """A proposal: the mentor reads the need (signed in or by the link of the mail), the beneficiary the mentor who accepted."""
    if request.acteur.personne is None:
        return vers_la_connexion(request, SESSION_OU_LIEN_FINI)
    motif, question = Motif(), Question()
    for geste in REFUS:
        reprise.rendre(request, motif, adresse=reverse("accompagnements:repondre", args=[pk, geste]))
    reprise.rendre(request, question, adresse=reverse("accompagnements:demander", args=[pk]))
    return _page_proposition(request, _la_mienne(request, pk), motif=motif, question=question)


def _la_mienne(request: HttpRequest, pk: int) -> Proposition:
    return get_object_or_404(Proposition.objects.visibles_par(request.acteur).pour_page(), pk=pk)


def _page_proposition(request: HttpRequest, objet: Proposition, **formulaires: Any) -> HttpResponse:
    if est_pilote(request.acteur):
        consultations.consigner(objet, acteur=request.acteur)
    contexte = {
        "page": lectures.page_proposition(objet, request.acteur),
        "motif": Motif(),
        "question": Question(),
        "formulaires": list(formulaires.values()),
    } | formulaires
    return render(request, "accompagnements/proposition.html", contexte)


@login_not_required
@a_reprendre(lambda pk, geste: geste in REFUS and Proposition.objects.filter(pk=pk).exists())
@envoi_depuis("accompagnements:proposition", "pk")
def repondre(request: HttpRequest, pk: int, geste: str) -> HttpResponse:
    """Answer a proposal: accepter, decliner (mentor), confirmer, refuser (beneficiary)."""
    if request.acteur.personne is None:
        return vers_la_connexion(request, SESSION_OU_LIEN_FINI)
    objet, motif = _la_mienne(request, pk), Motif(request.POST)
    if geste not in (*REPONSES, "confirmer"):
        raise Http404(f"No such answer: {geste}")
    if not motif.is_valid():
        return _page_proposition(request, objet, motif=motif)
    with refus_en_message(request):
        if geste == "confirmer":
            accompagnement = actions.confirmer(objet, acteur=request.acteur)
            messages.success(request, "C’est confirmé. L’équipe pilote prépare la convention.")
            return redirect(accompagnement)
        donnees = {} if geste == "accepter" else {"motif": motif.cleaned_data["motif"]}
        getattr(actions, geste)(objet, acteur=request.acteur, **donnees)
        messages.success(request, REPONSES[geste])
    return redirect(objet)


@login_not_required
@a_reprendre(lambda pk: Proposition.objects.filter(pk=pk).exists())
@envoi_depuis("accompagnements:proposition", "pk")
def demander(request: HttpRequest, pk: int) -> HttpResponse:
    """The mentor asks the team a question before answering."""
    if request.acteur.personne is None:
        return vers_la_connexion(request, SESSION_OU_LIEN_FINI)
    objet, question = _la_mienne(request, pk), Question(request.POST)
    if not question.is_valid():
        return _page_proposition(request, objet, question=question)
    try:
        actions.demander(objet, acteur=request.acteur, **question.cleaned_data)
    except Refus as refus:
        montrer_refus(question, refus)
        return _page_proposition(request, objet, question=question)
    messages.success(request, "Votre question est partie. L’équipe pilote vous répond par courriel.")
    return redirect(objet)
