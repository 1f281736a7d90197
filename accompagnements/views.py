"""Proposals, the page of a pair, and the half-days it declares."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from comptes.acteurs import est_pilote
from comptes.porte import SESSION_OU_LIEN_FINI, vers_la_connexion
from socle import consultations, reprise
from socle.envois import envoi_depuis, montrer_refus
from socle.refus import Refus, refus_en_message
from socle.reprise import a_reprendre
from socle.templatetags.tsf import demi_journees as en_demi_journees
from socle.templatetags.tsf import jour as en_jour

from . import actions, lectures, regles
from .forms import Motif, Question, SaisieCompteRendu
from .models import Accompagnement, Proposition, Seance

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


@require_safe
def detail(request: HttpRequest, numero: str) -> HttpResponse:
    """Where a pair stands, its agreement, its half-days and its journal."""
    accompagnement = _le_mien(request, numero)
    if est_pilote(request.acteur):
        consultations.consigner(accompagnement, acteur=request.acteur)
    return render(request, "accompagnements/detail.html", {"page": lectures.page(accompagnement, request.acteur)})


def _le_mien(request: HttpRequest, numero: str) -> Accompagnement:
    return get_object_or_404(Accompagnement.objects.visibles_par(request.acteur).pour_page(), numero=numero)


@a_reprendre(lambda numero: Accompagnement.objects.filter(numero=numero).exists())
@require_http_methods(["GET", "HEAD", "POST"])
def declarer(request: HttpRequest, numero: str) -> HttpResponse:
    """The *compte rendu de demi-journée*, on one phone screen."""
    accompagnement = _le_mien(request, numero)
    envoi = request.method == "POST"
    formulaire = SaisieCompteRendu(request.POST if envoi else None, accompagnement=accompagnement)
    if envoi and formulaire.is_valid():
        try:
            seance = actions.declarer_tenue(accompagnement, formulaire.compte_rendu(), acteur=request.acteur)
        except Refus as refus:
            montrer_refus(formulaire, refus, getattr(refus, "champ", "") or None)
        else:
            messages.success(request, _annonce(seance))
            return redirect(accompagnement)
    return _page_declarer(request, accompagnement, formulaire)


def _page_declarer(request: HttpRequest, accompagnement: Accompagnement, formulaire: SaisieCompteRendu) -> HttpResponse:
    phrase = lectures.fermeture(accompagnement)
    if phrase and not formulaire.is_bound:
        messages.error(request, phrase)
        return redirect(accompagnement)
    reprise.rendre(request, formulaire)
    contexte = {
        "accompagnement": accompagnement,
        "ordinal": regles.ordinal(min(accompagnement.demi_journees_tenues + 1, accompagnement.demi_journees)),
        "formulaire": formulaire,
        "formulaires": [formulaire],
    }
    return render(request, "accompagnements/declarer.html", contexte)


def _annonce(seance: Seance) -> str:
    accompagnement = Accompagnement.objects.get(pk=seance.accompagnement_id)
    if reste := accompagnement.demi_journees - accompagnement.demi_journees_tenues:
        return f"C’est noté pour {en_jour(seance.jour)}. Il vous reste {en_demi_journees(reste)}."
    return "C’était la dernière demi-journée : l’accompagnement est réalisé. L’évaluation de sortie vous attend, cinq minutes suffisent."


@envoi_depuis("accompagnements:detail", "numero")
def terminer(request: HttpRequest, numero: str) -> HttpResponse:
    """« Nous avons terminé »."""
    accompagnement = _le_mien(request, numero)
    with refus_en_message(request):
        actions.terminer(accompagnement, acteur=request.acteur)
        messages.success(request, "L’accompagnement est terminé. L’évaluation de sortie part à l’instant, par courriel.")
    return redirect(accompagnement)
