"""The page of a sent request, for the applicant: where it stands, what was answered, the thread, the way out."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from candidatures import actions, droits, lectures
from candidatures.forms import MessageForm
from candidatures.models import Candidature
from comptes.acteurs import est_pilote
from questionnaires.models import Piece
from socle import consultations, fichiers, reprise
from socle.documents.production import servir_document
from socle.envois import envoi_depuis, montrer_refus
from socle.models import Fichier
from socle.refus import Refus, refus_en_message
from socle.reprise import a_reprendre
from socle.workflow import boutons, refus_de


@require_safe
def detail(request: HttpRequest, numero: str) -> HttpResponse:
    """The request, for those who follow it."""
    message = MessageForm()
    reprise.rendre(request, message, adresse=reverse("candidatures:messages", args=[numero]))
    return _page(request, numero, message)


def _page(request: HttpRequest, numero: str, message: MessageForm) -> HttpResponse:
    fiche = lectures.fiche(request.acteur, numero)
    if fiche is None:
        raise Http404(f"No request {numero} for this person.")
    _consigner(request, fiche.candidature)
    gestes = {bouton.nom for bouton in boutons(fiche.candidature, request.acteur) if not bouton.empechement}
    contexte = {"fiche": fiche, "candidature": fiche.candidature, "message": message, "peut_retirer": "retirer" in gestes}
    return render(request, "candidatures/detail.html", contexte)


def _consigner(request: HttpRequest, candidature: Candidature) -> None:
    if est_pilote(request.acteur) and not droits.peut_deposer(candidature, request.acteur):
        consultations.consigner(candidature, acteur=request.acteur)


def _visible(request: HttpRequest, numero: str) -> Candidature:
    visibles = Candidature.objects.visibles_par(request.acteur).select_related("dossier", "appel")
    return get_object_or_404(visibles, dossier__numero=numero)


@require_safe
def piece(request: HttpRequest, numero: str, pk: int) -> HttpResponse:
    """One of the files of the request."""
    candidature = _visible(request, numero)
    trouvee = get_object_or_404(Piece.objects.select_related("fichier"), pk=pk, reponses=candidature.reponses_id)
    _consigner(request, candidature)
    return fichiers.servir(trouvee.fichier)


@require_safe
def reponses(request: HttpRequest, numero: str) -> HttpResponse:
    """The printed copy of the answers."""
    candidature = _visible(request, numero)
    copie = lectures.copie_des_reponses(candidature)
    if copie is None:
        messages.info(request, "La copie de vos réponses se prépare : elle sera là dans un instant.")
        return redirect(candidature)
    _consigner(request, candidature)
    return servir_document(copie)


@require_safe
def piece_du_fil(request: HttpRequest, numero: str, uuid: UUID) -> HttpResponse:
    """A file of the thread."""
    candidature = _visible(request, numero)
    fichier = get_object_or_404(Fichier, uuid=uuid, messages__dossier=candidature.dossier_id)
    _consigner(request, candidature)
    return fichiers.servir(fichier)


@a_reprendre(lambda numero: Candidature.objects.filter(dossier__numero=numero).exists())
@envoi_depuis("candidatures:detail", "numero")
def messages_du_dossier(request: HttpRequest, numero: str) -> HttpResponse:
    """Write to the team; a message that is refused comes back with its sentence."""
    candidature = _visible(request, numero)
    form = MessageForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            actions.ecrire_message(candidature, **form.cleaned_data, acteur=request.acteur)
        except Refus as refus:
            montrer_refus(form, refus, "texte")
        else:
            messages.success(request, "Votre message est parti. L’équipe vous répond ici, et vous prévient par courriel.")
            return redirect(f"{reverse('candidatures:detail', args=[numero])}#fil")
    return _page(request, numero, form)


@require_http_methods(["GET", "HEAD", "POST"])
def retirer(request: HttpRequest, numero: str) -> HttpResponse:
    """Say what a withdrawal does, then withdraw."""
    candidature = _visible(request, numero)
    if request.method == "POST":
        with refus_en_message(request):
            actions.retirer(candidature, acteur=request.acteur)
            messages.success(request, f"La candidature {numero} est retirée.")
        return redirect(candidature)
    if refus := refus_de(candidature, "retirer", request.acteur):
        messages.error(request, refus.phrase)
        return redirect(candidature)
    return render(request, "candidatures/retirer.html", {"candidature": candidature})
