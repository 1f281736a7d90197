"""The private calendar of a person: its page, its address, what calendar programs read there."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accompagnements import actions
from accompagnements.documents import calendrier
from accompagnements.models import Agenda
from socle.envois import envoi_depuis


@require_safe
def agenda(request: HttpRequest) -> HttpResponse:
    """How to have one's sessions in one's own calendar."""
    reponse = render(request, "accompagnements/agenda.html", {"agenda": Agenda.objects.filter(personne=request.acteur.personne).first()})
    reponse["Cache-Control"] = "private, no-store"
    return reponse


@envoi_depuis("accompagnements:agenda")
def renouveler_agenda(request: HttpRequest) -> HttpResponse:
    """Give an address, or a new one: the old one answers no more."""
    depuis = request.POST.get("version", "0")
    actions.renouveler_agenda(depuis=int(depuis) if depuis.isdecimal() and len(depuis) < 10 else 0, acteur=request.acteur)
    messages.success(request, "Votre adresse d’agenda est prête. Une adresse précédente ne répond plus.")
    return redirect("accompagnements:agenda")


@login_not_required
@require_safe
def agenda_ics(request: HttpRequest, jeton: str) -> HttpResponse:
    """What a calendar program reads: the token says whose it is, nobody signs in."""
    trouve = Agenda.objects.du_jeton(jeton)
    if trouve is None:
        raise Http404("No calendar at this address.")
    reponse = HttpResponse(calendrier(trouve.personne), content_type="text/calendar; charset=utf-8")
    reponse["Content-Disposition"] = 'inline; filename="seances.ics"'
    reponse["Cache-Control"] = "private, no-cache"
    reponse["X-Robots-Tag"] = "noindex"
    return reponse
