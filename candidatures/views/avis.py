"""A request as the comité technique reads it, and the opinion given on it: signed in, or by the personal link of the mail."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from candidatures import actions, lectures
from candidatures.forms import AvisForm
from candidatures.models import Avis, Candidature
from comptes.acteurs import est_connecte
from comptes.porte import SESSION_OU_LIEN_FINI, vers_la_connexion
from questionnaires.models import Piece
from socle import fichiers, reprise
from socle.envois import montrer_refus
from socle.models import Deport
from socle.refus import Refus, refus_en_message
from socle.reprise import a_reprendre
from socle.workflow import DEJA_FAIT


@login_not_required
@never_cache
@a_reprendre(lambda numero: Avis.objects.filter(dossier__numero=numero).exists())
@require_http_methods(["GET", "HEAD", "POST"])
def avis(request: HttpRequest, numero: str) -> HttpResponse:
    """Read the request, give an opinion or another in its place."""
    if request.acteur.personne is None:
        return vers_la_connexion(request, SESSION_OU_LIEN_FINI)
    fiche = lectures.fiche_avis(request.acteur, numero)
    if fiche is None:
        raise Http404(f"No opinion asked of this person on {numero}.")
    if request.method == "POST":
        return _recevoir(request, fiche)
    if not fiche.candidature.est_en_examen:
        return _page(request, fiche, None)
    formulaire = AvisForm(initial={"sens": fiche.avis.sens, "commentaire": fiche.avis.commentaire})
    reprise.rendre(request, formulaire)
    return _page(request, fiche, formulaire)


def _recevoir(request: HttpRequest, fiche: lectures.FicheAvis) -> HttpResponse:
    formulaire = AvisForm(request.POST)
    if formulaire.is_valid():
        try:
            actions.rendre_avis(fiche.avis, **formulaire.cleaned_data, acteur=request.acteur)
        except Refus as refus:
            montrer_refus(formulaire, refus)
        else:
            messages.success(request, "Merci, votre avis est enregistré. Vous pouvez le changer tant que l’équipe n’a pas décidé.")
            return redirect(fiche.avis)
    return _page(request, fiche, formulaire)


def _page(request: HttpRequest, fiche: lectures.FicheAvis, formulaire: AvisForm | None) -> HttpResponse:
    contexte = {"fiche": fiche, "candidature": fiche.candidature, "avis": fiche.avis, "form": formulaire}
    return render(request, "candidatures/avis.html", contexte)


@login_not_required
@never_cache
@require_safe
def avis_piece(request: HttpRequest, numero: str, pk: int) -> HttpResponse:
    """One of the files of the request, for who is asked for an opinion."""
    if request.acteur.personne is None:
        return vers_la_connexion(request)
    candidature = _demandee(request, numero)
    trouvee = get_object_or_404(Piece.objects.select_related("fichier"), pk=pk, reponses=candidature.reponses_id)
    return fichiers.servir(trouvee.fichier)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def deport(request: HttpRequest, numero: str) -> HttpResponse:
    """Say what a déport does, then hide the file from the person who declares it."""
    moi = request.acteur.personne
    if moi is None:
        return vers_la_connexion(request)
    if request.method == "POST" and Deport.objects.filter(dossier__numero=numero, personne=moi).exists():
        messages.info(request, DEJA_FAIT)
        return _apres_un_deport(request)
    candidature = _demandee(request, numero)
    if request.method != "POST":
        return render(request, "candidatures/deport.html", {"candidature": candidature})
    with refus_en_message(request):
        actions.declarer_deport(candidature, personne=moi, acteur=request.acteur)
        messages.success(request, f"Votre déport est noté : le dossier {numero} ne vous est plus montré.")
    return _apres_un_deport(request)


def _apres_un_deport(request: HttpRequest) -> HttpResponse:
    """The link of the file is closed with it: who came by it goes back to the public home page."""
    return redirect("accueil:comite-dossiers" if est_connecte(request.acteur) else "accueil:accueil")


def _demandee(request: HttpRequest, numero: str) -> Candidature:
    demandees = Candidature.objects.pour_avis(request.acteur).select_related("dossier", "structure")
    return get_object_or_404(demandees, dossier__numero=numero)
