"""The half-days that a pair declares."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accompagnements import actions, lectures, regles
from accompagnements.forms import SaisieCompteRendu
from accompagnements.models import Accompagnement, Seance
from socle import reprise
from socle.envois import montrer_refus
from socle.refus import Refus
from socle.reprise import a_reprendre
from socle.templatetags.tsf import demi_journees as en_demi_journees
from socle.templatetags.tsf import jour as en_jour

from .paires import le_mien


@a_reprendre(lambda numero: Accompagnement.objects.filter(numero=numero).exists())
@require_http_methods(["GET", "HEAD", "POST"])
def declarer(request: HttpRequest, numero: str) -> HttpResponse:
    """The *compte rendu de demi-journée*, on one phone screen."""
    accompagnement = le_mien(request, numero)
    envoi = request.method == "POST"
    formulaire = SaisieCompteRendu(request.POST if envoi else None, accompagnement=accompagnement)
    if envoi and formulaire.is_valid():
        try:
            seance = actions.declarer_tenue(accompagnement, formulaire.compte_rendu(), acteur=request.acteur)
        except Refus as refus:
            montrer_refus(formulaire, refus, getattr(refus, "champ", "") or None)
        else:
            messages.success(request, _annonce(seance))
            return redirect(accompagnement)
    return _page_declarer(request, accompagnement, formulaire)


def _page_declarer(request: HttpRequest, accompagnement: Accompagnement, formulaire: SaisieCompteRendu) -> HttpResponse:
    phrase = lectures.fermeture(accompagnement)
    if phrase and not formulaire.is_bound:
        messages.error(request, phrase)
        return redirect(accompagnement)
    reprise.rendre(request, formulaire)
    contexte = {
        "accompagnement": accompagnement,
        "ordinal": regles.ordinal(min(accompagnement.demi_journees_tenues + 1, accompagnement.demi_journees)),
        "formulaire": formulaire,
        "formulaires": [formulaire],
    }
    return render(request, "accompagnements/declarer.html", contexte)


def _annonce(seance: Seance) -> str:
    accompagnement = Accompagnement.objects.get(pk=seance.accompagnement_id)
    if reste := accompagnement.demi_journees - accompagnement.demi_journees_tenues:
        return f"C’est noté pour {en_jour(seance.jour)}. Il vous reste {en_demi_journees(reste)}."
    return "C’était la dernière demi-journée : l’accompagnement est réalisé. L’évaluation de sortie vous attend, cinq minutes suffisent."
