"""The one-page form: whatever happens (error, closed call, two tabs, session over), what was typed is kept."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from candidatures import actions
from candidatures.forms import Formulaire, retenir, textes_absents
from candidatures.models import Candidature
from socle import reprise
from socle.refus import Refus, RefusEtat, refus_en_message
from socle.reprise import a_reprendre


@a_reprendre(lambda uuid: Candidature.objects.filter(dossier__uuid=uuid, etat=Candidature.Etat.BROUILLON).exists())
@require_http_methods(["GET", "HEAD", "POST"])
def formulaire(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The draft of the person signed in: saved as typed at each POST, then judged if it is to be sent."""
    miennes = Candidature.objects.visibles_par(request.acteur).filter(porteur=request.acteur.personne)
    candidature = get_object_or_404(miennes.select_related("dossier", "appel__edition", "porteur", "piece"), dossier__uuid=uuid)
    if request.method != "POST":
        return _montrer(request, candidature)
    try:
        return _garder_au_fil(request, candidature) if request.htmx else _enregistrer(request, candidature)  # type: ignore[attr-defined]
    except RefusEtat:
        return HttpResponse(status=204) if request.htmx else _deja_envoyee(request, candidature)  # type: ignore[attr-defined]


def _montrer(request: HttpRequest, candidature: Candidature) -> HttpResponse:
    if candidature.etat != Candidature.Etat.BROUILLON:
        return redirect(candidature)
    retrouvee = reprise.retrouver(request.session, request.path)
    saisie = retenir(retrouvee) if retrouvee else candidature.saisie
    return _page(request, candidature, Formulaire(candidature, saisie), retrouvee=bool(retrouvee))


def _page(request: HttpRequest, candidature: Candidature, formulaire: Formulaire, **contexte: Any) -> HttpResponse:
    contexte = {"retrouvee": False, "au_fil": False, "candidature": candidature, "formulaire": formulaire} | contexte
    return render(request, "candidatures/formulaire.html", contexte)


def _garder_au_fil(request: HttpRequest, candidature: Candidature) -> HttpResponse:
    """Save while the person types (htmx), and say when; files and what is asked of them wait for a button."""
    candidature = actions.enregistrer_brouillon(candidature, retenir(request.POST), acteur=request.acteur)
    return render(request, "candidatures/formulaire/sauve.html", {"candidature": candidature, "au_fil": True})


def _enregistrer(request: HttpRequest, candidature: Candidature) -> HttpResponse:
    """Save first, whatever was typed; then say what is wrong, or send. Raises RefusEtat when the request has already left."""
    saisie = retenir(request.POST)
    actions.enregistrer_brouillon(candidature, saisie, acteur=request.acteur)
    refus_piece = _changer_piece(request, candidature)
    candidature.refresh_from_db()
    envoyer = request.POST.get("geste") == "envoyer"
    formulaire = Formulaire(candidature, saisie, juger=envoyer, refus_piece=refus_piece)
    if formulaire.a_reprendre:
        return _page(request, candidature, formulaire)
    if not envoyer:
        messages.success(request, "Votre brouillon est enregistré. Vous pouvez fermer cette page et revenir quand vous voulez.")
        return redirect(candidature)
    with refus_en_message(request):
        candidature = actions.deposer(candidature, formulaire.demande(), acteur=request.acteur)
        _annoncer_envoi(request, candidature)
    return redirect(candidature)


def _changer_piece(request: HttpRequest, candidature: Candidature) -> str:
    """Attach or take off the file, apart from the rest; return the sentence that refuses it, "" when all is well."""
    try:
        if televerse := request.FILES.get("piece"):
            actions.joindre_piece(candidature, televerse, acteur=request.acteur)
        elif request.POST.get("retirer_piece"):
            actions.retirer_piece(candidature, acteur=request.acteur)
    except RefusEtat:
        raise
    except Refus as refus:
        return refus.phrase
    return ""


def _deja_envoyee(request: HttpRequest, candidature: Candidature) -> HttpResponse:
    """A second click, or another tab: nothing to write, but texts that are not in the request are offered as a message to the team."""
    candidature.refresh_from_db()
    if absents := textes_absents(candidature, retenir(request.POST)):
        reprise.garder(request.session, reverse("candidatures:messages", args=[candidature.numero]), [("texte", absents)])
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
