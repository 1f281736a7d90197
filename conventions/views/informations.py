"""What the agreement says of one side: read, corrected, confirmed."""

from copy import copy

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from comptes.acteurs import est_pilote
from comptes.porte import SESSION_OU_LIEN_FINI, vers_la_connexion
from conventions import actions, lectures
from conventions.forms import Informations
from conventions.models import Convention, Partie
from socle import consultations, reprise
from socle.envois import montrer_refus
from socle.refus import Refus
from socle.reprise import a_reprendre


@login_not_required
@never_cache
@a_reprendre(lambda numero, cote: Partie.objects.filter(convention__numero=numero, cote=cote).exists())
@require_http_methods(["GET", "HEAD", "POST"])
def informations(request: HttpRequest, numero: str, cote: str) -> HttpResponseBase:
    """What the agreement says of one side: read, corrected, confirmed; signed in, by a personal link, or by the team."""
    if request.acteur.personne is None:
        return vers_la_connexion(request, SESSION_OU_LIEN_FINI)
    visibles = Partie.objects.visibles_par(request.acteur).select_related(*lectures.PARTIE_AVEC)
    partie = get_object_or_404(visibles, convention__numero=numero, cote=cote)
    if est_pilote(request.acteur):
        consultations.consigner(partie.convention, acteur=request.acteur)
    if partie.convention.etat != Convention.Etat.PREPAREE:
        return render(request, "conventions/informations.html", {"partie": partie, "form": None})
    envoi = request.POST if request.method == "POST" else None
    formulaire = Informations(envoi, instance=copy(partie), par_l_equipe=est_pilote(request.acteur))
    if request.method == "POST" and formulaire.is_valid():
        verification = formulaire.cleaned_data.get("verification", "")
        try:
            actions.verifier_partie(partie, formulaire.saisie(), acteur=request.acteur, verification=verification)
        except Refus as refus:
            montrer_refus(formulaire, refus)
        else:
            messages.success(request, "C’est noté : ces informations sont vérifiées. Vous pouvez encore les corriger jusqu’à l’émission.")
            return redirect(partie)
    reprise.rendre(request, formulaire)
    return render(request, "conventions/informations.html", {"partie": partie, "form": formulaire})
