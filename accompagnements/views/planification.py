"""Sessions to come: planned, moved, cancelled; what was declared, contested."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accompagnements import actions, lectures
from accompagnements.forms import Annulation, Contestation, SaisieDeplacement, SaisieSeance
from accompagnements.models import Accompagnement, Seance
from comptes.acteurs import est_pilote
from socle import consultations, reprise
from socle.envois import envoi_depuis, montrer_refus
from socle.refus import Refus, refus_en_message
from socle.reprise import a_reprendre
from socle.templatetags.tsf import moment as en_moment

from .paires import le_mien


def la_seance(request: HttpRequest, numero: str, pk: int) -> Seance:
    """Return a session of a pair that this reader sees."""
    accompagnement = le_mien(request, numero)
    seance = get_object_or_404(accompagnement.seances.prefetch_related("presences"), pk=pk)
    seance.accompagnement, seance.dossier = accompagnement, accompagnement.dossier
    return seance


def existe(numero: str, pk: int) -> bool:
    """Say whether there is such a session: what is typed is then worth keeping."""
    return Seance.objects.filter(pk=pk, accompagnement__numero=numero).exists()


@require_safe
def seance(request: HttpRequest, numero: str, pk: int) -> HttpResponse:
    """A session: when, where, what became of it, and what may be done about it."""
    objet = la_seance(request, numero, pk)
    annulation, contestation = Annulation(), Contestation()
    for nom, formulaire in (("annuler-seance", annulation), ("contester", contestation)):
        reprise.rendre(request, formulaire, adresse=_adresse(nom, numero, pk))
    return _page_seance(request, objet, annulation=annulation, contestation=contestation)


def _adresse(nom: str, numero: str, pk: int) -> str:
    return reverse(f"accompagnements:{nom}", args=[numero, pk])


def _page_seance(request: HttpRequest, objet: Seance, **formulaires: Any) -> HttpResponse:
    if est_pilote(request.acteur):
        consultations.consigner(objet.accompagnement, acteur=request.acteur)
    contexte = {
        "page": lectures.page_seance(objet, request.acteur),
        "annulation": Annulation(),
        "contestation": Contestation(),
        "formulaires": list(formulaires.values()),
    } | formulaires
    return render(request, "accompagnements/page_seance.html", contexte)


@a_reprendre(lambda numero: Accompagnement.objects.filter(numero=numero).exists())
@require_http_methods(["GET", "HEAD", "POST"])
def planifier(request: HttpRequest, numero: str) -> HttpResponse:
    """« Planifier une séance »."""
    accompagnement = le_mien(request, numero)
    envoi = request.method == "POST"
    formulaire = SaisieSeance(request.POST if envoi else None, accompagnement=accompagnement)
    if envoi and formulaire.is_valid():
        try:
            prevue = actions.planifier(accompagnement, formulaire.plan(), cle=formulaire.cleaned_data["cle"], acteur=request.acteur)
        except Refus as refus:
            montrer_refus(formulaire, refus)
        else:
            messages.success(request, f"La séance est prévue le {en_moment(prevue.debut)}. L’autre personne en est prévenue par courriel.")
            return redirect(accompagnement)
    phrase = lectures.fermeture(accompagnement)
    if phrase and not envoi:
        messages.error(request, phrase)
        return redirect(accompagnement)
    return _formulaire(request, accompagnement, formulaire)


@a_reprendre(existe)
@require_http_methods(["GET", "HEAD", "POST"])
def deplacer(request: HttpRequest, numero: str, pk: int) -> HttpResponse:
    """Another moment, another place."""
    objet = la_seance(request, numero, pk)
    if objet.debut is None or (request.method != "POST" and objet.etat != Seance.Etat.PREVUE):
        messages.error(request, "Cette séance ne se déplace plus.")
        return redirect(objet)
    formulaire = SaisieDeplacement(request.POST if request.method == "POST" else None, seance=objet)
    if formulaire.is_bound and formulaire.is_valid():
        saisi = formulaire.cleaned_data
        try:
            frais = actions.deplacer(objet, formulaire.plan(), cle=saisi["cle"], motif=saisi["motif"], acteur=request.acteur)
        except Refus as refus:
            montrer_refus(formulaire, refus)
        else:
            messages.success(
                request, f"La séance est maintenant prévue le {en_moment(frais.debut)}. Chacun·e en est prévenu·e par courriel."
            )
            return redirect(frais)
    return _formulaire(request, objet.accompagnement, formulaire, seance=objet)


def _formulaire(request: HttpRequest, accompagnement: Accompagnement, formulaire: SaisieSeance, **plus: Any) -> HttpResponse:
    reprise.rendre(request, formulaire)
    contexte = {"accompagnement": accompagnement, "formulaire": formulaire, "formulaires": [formulaire], "seance": None} | plus
    return render(request, "accompagnements/planifier.html", contexte)


@a_reprendre(existe)
@envoi_depuis("accompagnements:seance", "numero", "pk")
def annuler_seance(request: HttpRequest, numero: str, pk: int) -> HttpResponse:
    """The session does not take place."""
    objet, formulaire = la_seance(request, numero, pk), Annulation(request.POST)
    if not formulaire.is_valid():
        return _page_seance(request, objet, annulation=formulaire)
    with refus_en_message(request):
        actions.annuler_seance(objet, motif=formulaire.cleaned_data["motif"], acteur=request.acteur)
        messages.success(request, "La séance est annulée. Chacun·e en est prévenu·e par courriel.")
    return redirect(objet.accompagnement)


@a_reprendre(existe)
@envoi_depuis("accompagnements:seance", "numero", "pk")
def contester(request: HttpRequest, numero: str, pk: int) -> HttpResponse:
    """What the other side declared is not what happened."""
    objet, formulaire = la_seance(request, numero, pk), Contestation(request.POST)
    if not formulaire.is_valid():
        return _page_seance(request, objet, contestation=formulaire)
    with refus_en_message(request):
        actions.contester(objet, motif=formulaire.cleaned_data["contestation"], acteur=request.acteur)
        messages.success(request, "C’est noté : cette séance ne compte plus. L’équipe pilote en parle avec vous deux, puis tranche.")
    return redirect(objet)
