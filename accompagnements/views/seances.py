"""The half-days that a pair tells: afterwards, or a session that was planned."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accompagnements import actions, droits, lectures, regles
from accompagnements.forms import ABSENCE, ANNULEE, SaisieCompteRendu, SaisieSeancePrevue
from accompagnements.models import Accompagnement, Seance
from socle import reprise
from socle.envois import montrer_refus
from socle.refus import Refus
from socle.reprise import a_reprendre
from socle.templatetags.tsf import demi_journees as en_demi_journees
from socle.templatetags.tsf import jour as en_jour

from .paires import le_mien
from .planification import existe, la_seance


@a_reprendre(lambda numero: Accompagnement.objects.filter(numero=numero).exists())
@require_http_methods(["GET", "HEAD", "POST"])
def declarer(request: HttpRequest, numero: str) -> HttpResponse:
    """The *compte rendu de demi-journée*, on one phone screen."""
    accompagnement = le_mien(request, numero)
    envoi = request.method == "POST"
    donnees = (request.POST, request.FILES) if envoi else ()
    formulaire = SaisieCompteRendu(*donnees, accompagnement=accompagnement)
    if envoi and formulaire.is_valid():
        try:
            seance = actions.declarer_tenue(accompagnement, formulaire.compte_rendu(), acteur=request.acteur)
        except Refus as refus:
            montrer_refus(formulaire, refus)
        else:
            messages.success(request, _annonce(seance))
            return redirect(accompagnement)
    return _page_declarer(request, accompagnement, formulaire)


@a_reprendre(existe)
@require_http_methods(["GET", "HEAD", "POST"])
def compte_rendu(request: HttpRequest, numero: str, pk: int) -> HttpResponse:
    """The same, for a planned session: held, or not."""
    seance = la_seance(request, numero, pk)
    if request.method != "POST" and seance.etat != Seance.Etat.PREVUE:
        return redirect(seance)
    donnees = (request.POST, request.FILES) if request.method == "POST" else ()
    formulaire = SaisieSeancePrevue(*donnees, seance=seance, peut_noter_l_absence=droits.peut_noter_l_absence(seance, request.acteur))
    if formulaire.is_bound and formulaire.is_valid():
        try:
            annonce = _enregistrer(request, seance, formulaire)
        except Refus as refus:
            montrer_refus(formulaire, refus)
        else:
            messages.success(request, annonce)
            return redirect(seance.accompagnement)
    return _page_declarer(request, seance.accompagnement, formulaire, seance=seance)


def _enregistrer(request: HttpRequest, seance: Seance, formulaire: SaisieSeancePrevue) -> str:
    """Write what became of a planned session; return what to say."""
    issue, motif = formulaire.cleaned_data["issue"], formulaire.cleaned_data["motif"]
    if issue == ANNULEE:
        actions.annuler_seance(seance, motif=motif, acteur=request.acteur)
        return "La séance est annulée. Chacun·e en est prévenu·e par courriel."
    if issue == ABSENCE:
        actions.noter_absence(seance, motif=motif, acteur=request.acteur)
        return "C’est noté. L’équipe pilote vous écrit, puis décide si la séance compte."
    return _annonce(
        actions.declarer_tenue(seance.accompagnement, formulaire.compte_rendu(), prevue=seance, acteur=request.acteur),
    )


def _page_declarer(
    request: HttpRequest, accompagnement: Accompagnement, formulaire: SaisieCompteRendu, *, seance: Seance | None = None
) -> HttpResponse:
    phrase = lectures.fermeture(accompagnement)
    if phrase and not formulaire.is_bound:
        messages.error(request, phrase)
        return redirect(accompagnement)
    reprise.rendre(request, formulaire)
    contexte = {
        "accompagnement": accompagnement,
        "seance": seance,
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
