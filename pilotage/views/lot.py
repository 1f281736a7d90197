"""Several files at once: what would be done, file by file, then doing it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from comptes.administration import page_de_l_equipe
from pilotage import lots
from pilotage.forms import ChoixDeLot
from pilotage.lectures import triage
from socle.administration import rendre_dans_admin


@page_de_l_equipe
@require_http_methods(["GET", "HEAD", "POST"])
def lot(request: HttpRequest) -> HttpResponse:
    """GET says what would be done, POST to the same address does it: the choice stays in the address, a session that ends loses nothing.

    A POST with "apercu" shows the mails alone when it is in the address (htmx), else the page again with them: nothing is done.
    """
    choix = ChoixDeLot(request.GET, gestes=lots.PAR_CODE)
    if not choix.is_valid():
        messages.error(request, next(iter(choix.errors.values()))[0])
        return redirect(choix.liste)
    declare, numeros = lots.PAR_CODE[choix.cleaned_data["geste"]], choix.cleaned_data["dossier"]
    donnees = declare.donnees(choix.cleaned_data["personne"])
    demande = (declare, triage.choisies(request.acteur, numeros), numeros, donnees, request.acteur)
    a_relire = "apercu" in request.GET or "apercu" in request.POST
    if request.method == "POST" and not a_relire:
        _annoncer(request, declare, lots.executer(*demande))
        return redirect(choix.liste)
    examen = lots.examiner(*demande)
    contexte = {
        "lot": declare,
        "examen": examen,
        "exemples": lots.exemples(declare, examen.prets, donnees, request.acteur) if request.method == "POST" else None,
        "personne": choix.cleaned_data["personne"],
        "question": lots.en_nombre(declare.question, len(numeros)),
        "retour": choix.liste,
    }
    return rendre_dans_admin(request, "pilotage/lot_apercu.html" if "apercu" in request.GET else "pilotage/lot.html", contexte)


def _annoncer(request: HttpRequest, declare: lots.Lot, bilan: lots.Bilan) -> None:
    """Say what was done, what was so before, what was refused and why."""
    if bilan.faits:
        messages.success(request, f"{lots.en_nombre(declare.fait, len(bilan.faits))}.")
    if bilan.deja:
        messages.info(request, f"C’était déjà fait : {', '.join(bilan.deja)}.")
    if bilan.refuses:
        raisons = " ".join(f"{numero} : {raison}" for numero, raison in bilan.refuses)
        messages.error(request, f"{lots.en_nombre(('1 refusé', '{n} refusés'), len(bilan.refuses))}. {raisons}")
