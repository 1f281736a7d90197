"""The one-page form: whatever happens (error, closed call, two tabs, session over), what was typed is kept."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from candidatures import actions, reprise
from candidatures.forms import Formulaire, retenir, textes_absents
from candidatures.models import Candidature
from comptes.acteurs import est_connecte
from socle.refus import Refus, RefusEtat, refus_en_message

from .dossier import cle_message


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def formulaire(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The draft of the person signed in: saved as typed at each POST, then judged if it is to be sent."""
    if not est_connecte(request.acteur):
        return _se_reconnecter(request, uuid)
    miennes = Candidature.objects.visibles_par(request.acteur).filter(porteur=request.acteur.personne)
    candidature = get_object_or_404(miennes.select_related("dossier", "appel__edition", "porteur", "piece"), dossier__uuid=uuid)
    if request.method != "POST":
        return _montrer(request, candidature)
    try:
        return _enregistrer(request, candidature)
    except RefusEtat:
        return _deja_envoyee(request, candidature)


def _se_reconnecter(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The session ended while somebody was typing: keep the text for the owner of the draft, who will find it after signing in."""
    brouillons = Candidature.objects.filter(dossier__uuid=uuid, etat=Candidature.Etat.BROUILLON)
    if request.method == "POST" and brouillons.exists():
        reprise.garder(request.session, str(uuid), retenir(request.POST))
        fichier = " Le fichier, lui, sera à joindre de nouveau." if request.FILES else ""
        messages.info(request, f"Votre session était terminée. Connectez-vous : ce que vous aviez saisi est gardé.{fichier}")
    return redirect_to_login(request.path)


def _montrer(request: HttpRequest, candidature: Candidature) -> HttpResponse:
    if candidature.etat != Candidature.Etat.BROUILLON:
        return redirect(candidature)
    retrouvee = reprise.retrouver(request.session, str(candidature.dossier.uuid))
    return _page(request, candidature, Formulaire(candidature, retrouvee or candidature.saisie), retrouvee=bool(retrouvee))


def _page(request: HttpRequest, candidature: Candidature, formulaire: Formulaire, **contexte: Any) -> HttpResponse:
    contexte = {"retrouvee": False, "candidature": candidature, "formulaire": formulaire} | contexte
    return render(request, "candidatures/formulaire.html", contexte)


def _enregistrer(request: HttpRequest, candidature: Candidature) -> HttpResponse:
    """Save first, whatever was typed; then say what is wrong, or send. Raises RefusEtat when the request has already left."""
    saisie = retenir(request.POST)
    actions.enregistrer_brouillon(candidature, saisie, acteur=request.acteur)
    reprise.oublier(request.session, str(candidature.dossier.uuid))
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
        reprise.garder(request.session, cle_message(candidature.numero), absents)
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
