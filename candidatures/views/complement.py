"""The complement of a request, for the applicant: just the questions asked again, saved as they are typed, then sent back."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from candidatures import actions
from candidatures.forms import Formulaire
from candidatures.models import Candidature, DemandeComplement
from questionnaires.forms import Jugement
from socle.refus import Refus, RefusEtat, annoncer_refus
from socle.reprise import a_reprendre

from . import page_de_questions
from .page_de_questions import Feuille, Gestes

GABARIT = "candidatures/complement.html"
GESTES = Gestes(actions.enregistrer_complement, actions.joindre_piece_au_complement, actions.retirer_piece_du_complement)
PLUS_ATTENDU = "Aucun complément n’est attendu sur cette candidature : si vous avez quelque chose à préciser, écrivez à l’équipe."
AILLEURS = "Une autre réponse de votre candidature n’est plus valable : écrivez à l’équipe, elle vous la demandera aussi."


@a_reprendre(lambda numero: DemandeComplement.objects.ouvertes().filter(candidature__dossier__numero=numero).exists())
@require_http_methods(["GET", "HEAD", "POST"])
def complement(request: HttpRequest, numero: str) -> HttpResponse:
    """Show the questions; each POST keeps what was typed, one of them sends it."""
    miennes = Candidature.objects.portees_par(request.acteur).filter(dossier__numero=numero)
    demande = _attendues(miennes).first()
    if demande is None:
        return _trop_tard(request, get_object_or_404(miennes.select_related("dossier", "reponses")))
    feuille = Feuille(demande.candidature, demande.etape, demande.reponses, GESTES)
    if request.method != "POST":
        return render(request, GABARIT, page_de_questions.montrer(request, feuille) | {"demande": demande})
    try:
        return page_de_questions.garder_au_fil(request, feuille) if request.htmx else _enregistrer(request, demande, feuille)
    except RefusEtat:
        return HttpResponse(status=204) if request.htmx else _trop_tard(request, demande.candidature)


def _attendues(candidatures: QuerySet[Candidature]) -> QuerySet[DemandeComplement]:
    """Return what is asked of these requests, with all that its page shows (2 queries)."""
    attendues = DemandeComplement.objects.ouvertes().filter(candidature__in=candidatures).prefetch_related("questions")
    requete = ("dossier", "appel__edition", "porteur", "reponses__version")
    return attendues.select_related("reponses__version", *(f"candidature__{lien}" for lien in requete))


def _trop_tard(request: HttpRequest, candidature: Candidature) -> HttpResponse:
    """Sent before, or cancelled: lead to the page of the request, where what the request does not hold is offered as a message."""
    if request.method == "POST":
        candidature.reponses.refresh_from_db(fields=["saisie"])
        if derniere := candidature.complements.select_related("reponses__version").prefetch_related("questions").first():
            page_de_questions.offrir_en_message(request, candidature, derniere.etape)
        messages.info(request, PLUS_ATTENDU)
    return redirect(candidature)


def _enregistrer(request: HttpRequest, demande: DemandeComplement, feuille: Feuille) -> HttpResponse:
    """Save first, whatever was typed; then say what is wrong, or send."""
    envoie = request.POST.get("geste") == "envoyer"
    recue = page_de_questions.recevoir(request, feuille, Jugement.TOUT if envoie else Jugement.RIEN)
    if not recue.formulaire.est_valide:
        return render(request, GABARIT, page_de_questions.remontrer(request, feuille, recue) | {"demande": demande})
    if not envoie:
        messages.success(request, "C’est enregistré. Vous pouvez fermer cette page et revenir avant l’échéance.")
        return redirect("candidatures:complement", feuille.candidature.numero)
    return _envoyer(request, feuille)


def _envoyer(request: HttpRequest, feuille: Feuille) -> HttpResponse:
    candidature = feuille.candidature
    # What was not asked again was judged when the request was sent: only what is wrong by now stands in the way.
    entier = Formulaire(candidature, candidature.reponses.saisie | feuille.reponses.saisie, jugement=Jugement.FAUX)
    if not entier.est_valide:
        messages.error(request, AILLEURS)
        return redirect("candidatures:complement", candidature.numero)
    try:
        actions.recevoir_complement(candidature, entier.demande(), revision=feuille.reponses.revision, acteur=request.acteur)
    except RefusEtat:
        raise
    except Refus as refus:
        annoncer_refus(request, refus)
        return redirect("candidatures:complement", candidature.numero)
    messages.success(request, "Votre complément est envoyé, merci. L’équipe reprend l’étude de votre candidature.")
    return redirect(candidature)
