"""The form of a request: a page a step, saved as it is typed; a summary that says what is missing, and sends."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from candidatures import actions
from candidatures.forms import Formulaire
from candidatures.models import Candidature
from questionnaires.forms import Jugement
from socle.refus import Refus, RefusEtat, annoncer_refus
from socle.reprise import a_reprendre

from . import page_de_questions
from .page_de_questions import Feuille, Gestes

GESTES = Gestes(actions.enregistrer_brouillon, actions.joindre_piece, actions.retirer_piece)


def _est_un_brouillon(uuid: UUID, **_: Any) -> bool:
    return Candidature.objects.filter(dossier__uuid=uuid, etat=Candidature.Etat.BROUILLON).exists()


def _mienne(request: HttpRequest, uuid: UUID) -> Candidature:
    miennes = Candidature.objects.portees_par(request.acteur).select_related("dossier", "appel__edition", "porteur", "reponses__version")
    return get_object_or_404(miennes, dossier__uuid=uuid)


def _est_envoyee(candidature: Candidature) -> bool:
    return candidature.etat != Candidature.Etat.BROUILLON


@require_safe
def formulaire(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Lead to the step to resume: the first one where something is missing, else the summary."""
    candidature = _mienne(request, uuid)
    if _est_envoyee(candidature):
        return redirect(candidature)
    etapes = candidature.reponses.version.lue.etapes
    if not candidature.reponses.revision:
        return _vers(candidature, etapes[0].code)
    a_reprendre = [form.etape.code for form in Formulaire(candidature).etapes if not form.is_valid()]
    return _vers(candidature, a_reprendre[0]) if a_reprendre else redirect("candidatures:recapitulatif", uuid)


def _vers(candidature: Candidature, etape: str) -> HttpResponse:
    return redirect("candidatures:etape", candidature.dossier.uuid, etape)


@a_reprendre(_est_un_brouillon)
@require_http_methods(["GET", "HEAD", "POST"])
def etape(request: HttpRequest, uuid: UUID, etape: str) -> HttpResponse:
    """One step of the draft: saved as typed at each POST, then gone through, unless something is wrong."""
    candidature = _mienne(request, uuid)
    page = candidature.reponses.version.lue.etape(etape)
    if page is None:
        raise Http404(f"No step {etape}.")
    feuille = Feuille(candidature, page, candidature.reponses, GESTES)
    if request.method != "POST":
        return redirect(candidature) if _est_envoyee(candidature) else _page(request, feuille, page_de_questions.montrer(request, feuille))
    try:
        return page_de_questions.garder_au_fil(request, feuille) if request.htmx else _enregistrer(request, feuille)
    except RefusEtat:
        return HttpResponse(status=204) if request.htmx else _deja_envoyee(request, feuille)


def _page(request: HttpRequest, feuille: Feuille, contexte: dict[str, Any], *, a_corriger: bool = False) -> HttpResponse:
    etapes = feuille.reponses.version.lue.etapes
    rang = etapes.index(feuille.etape)
    contexte |= {
        "a_corriger": a_corriger,
        "etapes": etapes,
        "rang": rang + 1,
        "precedente": etapes[rang - 1] if rang else None,
        "suivante": etapes[rang + 1] if rang + 1 < len(etapes) else None,
    }
    return render(request, "candidatures/formulaire/etape.html", contexte)


def _enregistrer(request: HttpRequest, feuille: Feuille) -> HttpResponse:
    """Save first, whatever was typed; then say what is wrong, or go on. Raises RefusEtat when the request has already left."""
    juge = Jugement.RIEN if request.POST.get("geste") in {"passer", "enregistrer"} else Jugement.FAUX
    recue = page_de_questions.recevoir(request, feuille, juge)
    if not recue.formulaire.est_valide:
        return _page(request, feuille, page_de_questions.remontrer(request, feuille, recue), a_corriger=not recue.conflits)
    return _suite(request, feuille)


def _suite(request: HttpRequest, feuille: Feuille) -> HttpResponse:
    candidature, ici = feuille.candidature, feuille.etape.code
    if request.POST.get("geste") == "enregistrer":
        messages.success(request, "Votre brouillon est enregistré. Vous pouvez fermer cette page et revenir quand vous voulez.")
        return _vers(candidature, ici)
    codes = [etape.code for etape in feuille.reponses.version.lue.etapes]
    suivantes = codes[codes.index(ici) + 1 :]
    return _vers(candidature, suivantes[0]) if suivantes else redirect("candidatures:recapitulatif", candidature.dossier.uuid)


@a_reprendre(_est_un_brouillon)
@require_http_methods(["GET", "HEAD", "POST"])
def recapitulatif(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Everything read back, with what is missing or wrong; POST sends when nothing is."""
    candidature = _mienne(request, uuid)
    if _est_envoyee(candidature):
        if request.method == "POST":
            _annoncer_envoi(request, candidature)
        return redirect(candidature)
    formulaire = Formulaire(candidature)
    if request.method == "POST" and formulaire.est_valide:
        return _deposer(request, candidature, formulaire)
    contexte = {
        "candidature": candidature,
        "reponses": candidature.reponses,
        "formulaire": formulaire,
        "relues": formulaire.relues(),
        "est_complete": formulaire.est_valide,
        "refusee": request.method == "POST",
        "etapes": candidature.reponses.version.lue.etapes,
    }
    return render(request, "candidatures/formulaire/recapitulatif.html", contexte)


def _deposer(request: HttpRequest, candidature: Candidature, formulaire: Formulaire) -> HttpResponse:
    try:
        revision = candidature.reponses.revision
        envoyee = actions.deposer(candidature, formulaire.demande(), revision=revision, acteur=request.acteur)
    except Refus as refus:
        annoncer_refus(request, refus)
        return redirect("candidatures:recapitulatif", candidature.dossier.uuid)
    _annoncer_envoi(request, envoyee)
    return redirect(envoyee)


def _deja_envoyee(request: HttpRequest, feuille: Feuille) -> HttpResponse:
    """A second click, or another tab: nothing to write, but texts that are not in the request are offered as a message to the team."""
    candidature = feuille.candidature
    candidature.refresh_from_db()
    if page_de_questions.offrir_en_message(request, candidature, feuille.etape):
        messages.warning(
            request,
            f"Cette candidature est déjà envoyée, sous le numéro {candidature.numero} : ce que vous venez de saisir n’y a pas été ajouté. "
            "Vous le retrouvez plus bas, dans un message que vous pouvez envoyer à l’équipe.",
        )
    else:
        _annoncer_envoi(request, candidature)
    return redirect(candidature)


def _annoncer_envoi(request: HttpRequest, candidature: Candidature) -> None:
    adresse = candidature.porteur.email
    messages.success(
        request, f"Votre candidature est envoyée, sous le numéro {candidature.numero}. Un accusé de réception part à l’adresse {adresse}."
    )
