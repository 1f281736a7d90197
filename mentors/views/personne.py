"""One's own card: saying yes or no to the first contact, filling it, going on pause. Signed in, or by the link of the first contact."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from comptes.porte import vers_la_connexion
from mentors import actions, droits, lectures
from mentors.forms import PARTIES
from mentors.models import ProfilMentor
from socle.envois import envoi_depuis
from socle.refus import refus_en_message
from socle.reprise import a_reprendre

from . import remplissage

PHRASE = (
    "Votre session, ou votre lien personnel, a pris fin. Ce que vous aviez saisi est gardé : connectez-vous ici avec la même adresse, "
    "ou rouvrez le lien de votre courriel."
)
ETATS = {
    "mettre_en_pause": "Vous êtes en pause : rien de nouveau ne vous sera proposé. Revenez quand vous voulez.",
    "reprendre": "Votre pause est finie : nous pouvons de nouveau vous solliciter.",
}


def _le_mien(request: HttpRequest, *, entier: bool = True, **ou: int) -> ProfilMentor:
    """Return one's own card, with all that it shows when it is `entier`."""
    miens = ProfilMentor.objects.visibles_par(request.acteur).filter(personne=request.acteur.personne)
    return get_object_or_404(lectures.pour_fiche(miens) if entier else miens.select_related("personne"), **ou)


@login_not_required
@never_cache
@require_safe
def contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody proposed you: who, why, what is noted; yes or no."""
    if request.acteur.personne is None:
        return vers_la_connexion(request, PHRASE)
    profil = _le_mien(request, pk=pk)
    if profil.repondu_le and profil.etat != ProfilMentor.Etat.ARCHIVE:
        return redirect("mentors:profil")
    return render(request, "mentors/contact.html", {"profil": profil, "recommandations": profil.recommandations.all()})


@login_not_required
@envoi_depuis("mentors:contact", "pk")
def repondre_au_contact(request: HttpRequest, pk: int, reponse: str) -> HttpResponse:
    """Yes opens the card, no erases it."""
    if request.acteur.personne is None:
        return vers_la_connexion(request, PHRASE)
    profil = _le_mien(request, pk=pk)
    if reponse not in {"oui", "non"}:
        raise Http404
    with refus_en_message(request):
        if reponse == "oui":
            actions.accepter_contact(profil, acteur=request.acteur)
            messages.success(request, "Merci ! Voici votre fiche : complétez-la quand vous voulez.")
            return redirect("mentors:profil")
        actions.decliner_contact(profil, acteur=request.acteur)
    return redirect("mentors:contact", pk)


@login_not_required
@never_cache
@require_safe
def profil(request: HttpRequest) -> HttpResponse:
    """One's own card, a part at a time."""
    if request.acteur.personne is None:
        return vers_la_connexion(request, PHRASE)
    return remplissage.page(request, _le_mien(request), _adresses(), "mentors/profil.html")


@login_not_required
@a_reprendre(lambda code: code in PARTIES)
@envoi_depuis("mentors:profil")
def profil_partie(request: HttpRequest, code: str) -> HttpResponse:
    """One part of one's card, or one field of it."""
    if request.acteur.personne is None:
        return vers_la_connexion(request, PHRASE)
    return remplissage.recevoir(request, _le_mien(request, entier=not request.htmx), code, _adresses(), "mentors/profil.html")


def _adresses() -> remplissage.Adresses:
    return remplissage.Adresses(reverse("mentors:profil"), lambda code: reverse("mentors:profil-partie", args=[code]))


@login_not_required
@envoi_depuis("mentors:profil")
def mon_etat(request: HttpRequest, transition: str) -> HttpResponse:
    """Pause and resume, with one button."""
    if request.acteur.personne is None:
        return vers_la_connexion(request, PHRASE)
    mien = _le_mien(request)
    if transition not in ETATS or not droits.est_la_personne(mien, request.acteur):
        raise Http404
    with refus_en_message(request):
        actions.changer_etat(mien, transition, acteur=request.acteur)
        messages.success(request, ETATS[transition])
    return redirect("mentors:profil")
