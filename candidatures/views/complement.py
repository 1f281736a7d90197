"""The complement of a request, for the applicant: just the questions asked again, saved as they are typed, then sent back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from candidatures import actions
from candidatures.forms import Formulaire
from candidatures.models import Candidature, DemandeComplement
from questionnaires.forms import (
    RETIRER,
    Jugement,
    conflits_en_phrases,
    elements,
    nouvel_onglet,
    onglet_poste,
    retenir,
    revision_postee,
)
from questionnaires.fusion import Saisie
from socle import reprise
from socle.refus import Refus, RefusEtat, annoncer_refus
from socle.reprise import a_reprendre

PLUS_ATTENDU = "Aucun complément n’est attendu sur cette candidature : si vous avez quelque chose à préciser, écrivez à l’équipe."
AILLEURS = "Une autre réponse de votre candidature n’est plus valable : écrivez à l’équipe, elle vous la demandera aussi."


@a_reprendre(lambda numero: DemandeComplement.objects.ouvertes().filter(candidature__dossier__numero=numero).exists())
@require_http_methods(["GET", "HEAD", "POST"])
def complement(request: HttpRequest, numero: str) -> HttpResponse:
    """Show the questions; each POST keeps what was typed, one of them sends it."""
    miennes = Candidature.objects.portees_par(request.acteur).select_related("dossier", "appel__edition", "porteur", "reponses__version")
    candidature = get_object_or_404(miennes, dossier__numero=numero)
    demande = candidature.complements.ouvertes().select_related("reponses__version").prefetch_related("questions").first()
    if demande is None:
        return _trop_tard(request, candidature)
    if request.method != "POST":
        return _montrer(request, candidature, demande)
    try:
        return _garder_au_fil(request, candidature, demande) if request.htmx else _enregistrer(request, candidature, demande)
    except RefusEtat:
        return HttpResponse(status=204) if request.htmx else _trop_tard(request, candidature)


def _trop_tard(request: HttpRequest, candidature: Candidature) -> HttpResponse:
    """Sent before, or cancelled: lead to the page of the request, where what was typed last is offered as a message."""
    if request.method == "POST":
        derniere = candidature.complements.select_related("reponses__version").prefetch_related("questions").first()
        saisie = retenir(derniere.etape, request.POST) if derniere else {}
        gardee = derniere.reponses.saisie if derniere else {}
        if perdus := [valeur for nom, valeur in saisie.items() if isinstance(valeur, str) and valeur.strip() and gardee.get(nom) != valeur]:
            reprise.garder(request.session, reverse("candidatures:messages", args=[candidature.numero]), [("texte", "\n\n".join(perdus))])
        messages.info(request, PLUS_ATTENDU)
    return redirect(candidature)


def _montrer(request: HttpRequest, candidature: Candidature, demande: DemandeComplement) -> HttpResponse:
    retrouvee = reprise.retrouver(request.session, request.path)
    saisie = demande.reponses.saisie | (retenir(demande.etape, retrouvee) if retrouvee else {})
    formulaire = _formulaire(candidature, demande, saisie, Jugement.RIEN)
    revision = revision_postee(retrouvee) if retrouvee else demande.reponses.revision
    return _page(request, candidature, demande, formulaire, retrouvee=bool(retrouvee), revision=revision)


def _formulaire(candidature: Candidature, demande: DemandeComplement, saisie: Saisie, jugement: Jugement, **plus: Any) -> Formulaire:
    """Judge the questions asked again among all the answers of the request."""
    return Formulaire(candidature, candidature.reponses.saisie | saisie, etapes=[demande.etape], jugement=jugement, **plus)


def _page(
    request: HttpRequest, candidature: Candidature, demande: DemandeComplement, formulaire: Formulaire, **contexte: Any
) -> HttpResponse:
    [form] = formulaire.etapes
    contexte = {
        "retrouvee": False,
        "au_fil": False,
        "revision": demande.reponses.revision,
        "onglet": nouvel_onglet(),
        "conflits": {},
        "candidature": candidature,
        "demande": demande,
        "reponses": demande.reponses,
        "form": form,
        "elements": elements(form),
    } | contexte
    return render(request, "candidatures/complement.html", contexte)


def _garder(request: HttpRequest, candidature: Candidature, demande: DemandeComplement) -> actions.Enregistrement:
    recues, revision, onglet = retenir(demande.etape, request.POST), revision_postee(request.POST), onglet_poste(request.POST)
    return actions.enregistrer_complement(candidature, recues, revision=revision, onglet=onglet, acteur=request.acteur)


def _garder_au_fil(request: HttpRequest, candidature: Candidature, demande: DemandeComplement) -> HttpResponse:
    """Save while the person types (htmx), and say when."""
    garde = _garder(request, candidature, demande)
    return render(request, "candidatures/formulaire/sauve.html", {"reponses": garde.reponses, "au_fil": True, "conflits": garde.conflits})


def _enregistrer(request: HttpRequest, candidature: Candidature, demande: DemandeComplement) -> HttpResponse:
    """Save first, whatever was typed; then say what is wrong, or send."""
    garde = _garder(request, candidature, demande)
    refus = _changer_pieces(request, candidature, demande)
    demande.reponses = garde.reponses
    saisie = garde.reponses.saisie | retenir(demande.etape, request.POST)
    envoie = request.POST.get("geste") == "envoyer"
    jugement = Jugement.TOUT if envoie else Jugement.RIEN
    formulaire = _formulaire(candidature, demande, saisie, jugement, refus=refus)
    if garde.conflits:
        refus |= conflits_en_phrases(formulaire.etapes[0], garde.conflits)
        formulaire = _formulaire(candidature, demande, saisie, jugement, refus=refus)
    if not formulaire.est_valide:
        return _page(request, candidature, demande, formulaire, onglet=onglet_poste(request.POST), conflits=garde.conflits)
    if not envoie:
        messages.success(request, "C’est enregistré. Vous pouvez fermer cette page et revenir avant l’échéance.")
        return redirect("candidatures:complement", candidature.numero)
    return _envoyer(request, candidature, demande)


def _envoyer(request: HttpRequest, candidature: Candidature, demande: DemandeComplement) -> HttpResponse:
    # What was not asked again was judged when the request was sent: only what is wrong by now stands in the way.
    entier = Formulaire(candidature, candidature.reponses.saisie | demande.reponses.saisie, jugement=Jugement.FAUX)
    if not entier.est_valide:
        messages.error(request, AILLEURS)
        return redirect("candidatures:complement", candidature.numero)
    try:
        actions.recevoir_complement(candidature, entier.demande(), revision=demande.reponses.revision, acteur=request.acteur)
    except RefusEtat:
        raise
    except Refus as refus:
        annoncer_refus(request, refus)
        return redirect("candidatures:complement", candidature.numero)
    messages.success(request, "Votre complément est envoyé, merci. L’équipe reprend l’étude de votre candidature.")
    return redirect(candidature)


def _changer_pieces(request: HttpRequest, candidature: Candidature, demande: DemandeComplement) -> dict[str, str]:
    """Attach or take off the files that are asked again; return by field the sentences that refuse them."""
    refus = {}
    for nom in (nom for nom, type_ in demande.etape.champs().items() if type_ == "fichier"):
        try:
            if televerse := request.FILES.get(nom):
                actions.joindre_piece_au_complement(candidature, nom, televerse, acteur=request.acteur)
            elif request.POST.get(f"{RETIRER}{nom}"):
                actions.retirer_piece_du_complement(candidature, nom, acteur=request.acteur)
        except RefusEtat:
            raise
        except Refus as phrase:
            refus[nom] = phrase.phrase
    return refus
