"""The journal de bord of a pair, and its témoins."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accompagnements import actions, droits, lectures
from accompagnements.forms import SaisiePage
from accompagnements.models import Accompagnement, Entree, Temoin
from comptes.acteurs import est_pilote
from socle import consultations, fichiers, reprise
from socle.envois import montrer_refus
from socle.refus import Refus
from socle.reprise import a_reprendre

from .paires import le_mien


@require_safe
def journal(request: HttpRequest, numero: str) -> HttpResponse:
    """All the pages that this reader may read, the latest first."""
    accompagnement = le_mien(request, numero)
    if est_pilote(request.acteur):
        consultations.consigner(accompagnement, acteur=request.acteur)
    return render(request, "accompagnements/journal.html", {"journal": lectures.lire_journal(accompagnement, request.acteur)})


@a_reprendre(lambda numero: Accompagnement.objects.filter(numero=numero).exists())
@require_http_methods(["GET", "HEAD", "POST"])
def ecrire(request: HttpRequest, numero: str) -> HttpResponse:
    """A new page, by one of the two."""
    accompagnement = le_mien(request, numero)
    if phrase := _refus_d_ecrire(accompagnement, request):
        messages.info(request, phrase)
        return redirect("accompagnements:journal", numero)
    envoi = request.method == "POST"
    formulaire = SaisiePage(request.POST, request.FILES) if envoi else SaisiePage()
    if envoi and formulaire.is_valid():
        try:
            cle = formulaire.cleaned_data["cle"]
            actions.ecrire_au_journal(accompagnement, formulaire.ecrit(), cle=cle, piece=formulaire.piece(), acteur=request.acteur)
        except Refus as refus:
            montrer_refus(formulaire, refus)
        else:
            messages.success(request, "La page est dans le journal.")
            return redirect("accompagnements:journal", numero)
    return _saisie(request, accompagnement, formulaire)


def _refus_d_ecrire(accompagnement: Accompagnement, request: HttpRequest) -> str:
    if not droits.sont_les_deux(accompagnement, request.acteur):
        return "Seules les deux personnes de l’accompagnement écrivent dans leur journal."
    return lectures.fermeture_du_journal(accompagnement)


@require_http_methods(["GET", "HEAD", "POST"])
def corriger(request: HttpRequest, numero: str, pk: int) -> HttpResponse:
    """One's own page, within seven days."""
    accompagnement = le_mien(request, numero)
    siennes = Entree.objects.visibles_par(request.acteur).filter(accompagnement=accompagnement, auteur=request.acteur.personne)
    entree = get_object_or_404(siennes, pk=pk)
    if phrase := lectures.refus_de_corriger(entree, accompagnement):
        messages.info(request, phrase)
        return redirect("accompagnements:journal", numero)
    envoi = request.method == "POST"
    formulaire = SaisiePage(request.POST, request.FILES, entree=entree) if envoi else SaisiePage(entree=entree)
    if envoi and formulaire.is_valid():
        try:
            actions.corriger_au_journal(entree, formulaire.ecrit(), piece=formulaire.piece(), acteur=request.acteur)
        except Refus as refus:
            montrer_refus(formulaire, refus)
        else:
            messages.success(request, "La page est corrigée ; ce qu’elle disait avant reste lisible.")
            return redirect("accompagnements:journal", numero)
    return _saisie(request, accompagnement, formulaire)


def _saisie(request: HttpRequest, accompagnement: Accompagnement, formulaire: SaisiePage) -> HttpResponse:
    if formulaire.entree is None:
        reprise.rendre(request, formulaire)
    contexte = {"accompagnement": accompagnement, "formulaire": formulaire, "formulaires": [formulaire]}
    return render(request, "accompagnements/ecrire.html", contexte)


@require_safe
def temoin(request: HttpRequest, numero: str, pk: int) -> HttpResponse:
    """One photo or document of the journal, for whoever reads the entry it goes with."""
    accompagnement = le_mien(request, numero)
    visibles = Temoin.objects.visibles_par(request.acteur).filter(accompagnement=accompagnement)
    trouve = get_object_or_404(visibles.select_related("fichier"), pk=pk)
    if est_pilote(request.acteur):
        consultations.consigner(accompagnement, acteur=request.acteur)
    return fichiers.servir(trouve.fichier)
