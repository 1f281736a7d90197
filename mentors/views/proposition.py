"""The public form: proposing a personne-ressource, without an account."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from mentors import actions
from mentors.forms import Proposition
from socle import reprise
from socle.reprise import a_reprendre

TROP = (
    "Beaucoup de propositions viennent d’être envoyées de votre connexion. Attendez une heure, puis renvoyez celle-ci : rien n’est perdu."
)
MERCI = "Merci ! Nous avons bien reçu votre proposition. L’équipe pilote la lit, et prend contact avec la personne."


@login_not_required
@a_reprendre()
@require_http_methods(["GET", "HEAD", "POST"])
def proposer(request: HttpRequest) -> HttpResponse:
    """Thank always in the same words: whether somebody is known here must not show."""
    if request.method != "POST":
        formulaire = Proposition(initial={"besoin": request.GET.get("besoin", "")[:32]})
        reprise.rendre(request, formulaire)
        return _page(request, formulaire)
    formulaire = Proposition(request.POST)
    if not formulaire.is_valid():
        return _page(request, formulaire)
    if not ratelimit.consume(request, action="recommandation"):
        formulaire.add_error(None, TROP)
        return _page(request, formulaire, status=429)
    proposee = formulaire.proposee()
    # Nobody is to be flooded with thanks because somebody types their address again and again.
    accuser = bool(proposee.par_email) and bool(ratelimit.consume(request, action="recommandation_merci", key=proposee.par_email.lower()))
    actions.recommander(proposee, cle=formulaire.cleaned_data["cle"], acteur=request.acteur, accuser=accuser)
    messages.success(request, MERCI)
    return redirect(reverse("mentors:proposer"))


def _page(request: HttpRequest, formulaire: Proposition, *, status: int = 200) -> HttpResponse:
    return render(request, "mentors/proposer.html", {"form": formulaire, "formulaires": [formulaire]}, status=status)
