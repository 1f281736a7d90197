"""A version of the template: read with an invented agreement, submitted by the team, judged by the comité technique."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from comptes.acteurs import est_pilote
from conventions import actions, documents, droits
from conventions.forms import DecisionDuComite, Exemple
from conventions.models import VersionModele
from programme.models import Validation
from socle import reprise
from socle.documents import production
from socle.envois import envoi_depuis, montrer_refus
from socle.refus import Refus, refus_en_message
from socle.reprise import a_reprendre
from socle.workflow import nom_objet

DECISIONS = {"valider": actions.valider, "renvoyer": actions.renvoyer}
GESTES = {
    "dupliquer": (actions.dupliquer, "Une nouvelle version est ouverte : écrivez-la, puis soumettez-la au comité."),
    "soumettre": (actions.soumettre, "La version est soumise au comité technique, qui la lit dans son espace."),
}


def _trouver(request: HttpRequest, numero: int) -> VersionModele:
    visibles = VersionModele.objects.visibles_par(request.acteur).select_related("modele")
    return get_object_or_404(visibles, numero=numero)


@a_reprendre(lambda numero: VersionModele.objects.filter(numero=numero).exists())
@require_http_methods(["GET", "HEAD", "POST"])
def modele(request: HttpRequest, numero: int) -> HttpResponse:
    """Read a version with an invented agreement; decide on it."""
    version = _trouver(request, numero)
    decidable = version.etat == VersionModele.Etat.SOUMIS and droits.peut_valider_le_modele(version, request.acteur)
    decision = DecisionDuComite(request.POST or None, par_l_equipe=est_pilote(request.acteur)) if decidable else None
    if request.method == "POST" and decision is None:
        messages.error(request, "Cette version n’attend plus de décision.")
        return redirect(version)
    if decision is not None and request.method == "POST" and decision.is_valid():
        try:
            DECISIONS[decision.cleaned_data["sens"]](version, acteur=request.acteur, **decision.donnees())
        except Refus as refus:
            montrer_refus(decision, refus)
        else:
            messages.success(request, "La décision est enregistrée.")
            return redirect(version)
    if decision is not None:
        reprise.rendre(request, decision)
    return render(request, "conventions/modele.html", _contexte(request, version) | {"decision": decision})


def _contexte(request: HttpRequest, version: VersionModele) -> dict[str, Any]:
    exemple, fautes = Exemple.depuis(request.GET), version.fautes()
    contenu = None if fautes else documents.contexte_d_exemple(version, **exemple.choisi())
    validations = Validation.objects.filter(objet_code=nom_objet(version)).select_related("par")
    return {
        "version": version,
        "exemple": exemple,
        "fautes": fautes,
        "contenu": contenu,
        "validations": validations,
        "est_equipe": est_pilote(request.acteur),
    }


@require_safe
def modele_pdf(request: HttpRequest, numero: int) -> HttpResponse:
    """The same as a PDF, drawn now and kept nowhere."""
    version = _trouver(request, numero)
    if version.fautes():
        return redirect(version)
    contexte = documents.contexte_d_exemple(version, **Exemple.depuis(request.GET).choisi())
    rendu = production.preparer("apercu", "convention", contexte, nom="exemple.pdf", a_part=True)
    reponse = HttpResponse(rendu.octets, content_type="application/pdf")
    reponse["Content-Disposition"] = f'attachment; filename="exemple-version-{version.numero}.pdf"'
    reponse["Cache-Control"] = "private, no-store"
    return reponse


@envoi_depuis("conventions:modele", "numero")
def avancer_modele(request: HttpRequest, numero: int, geste: str) -> HttpResponse:
    """Open a new version with the clauses of this one, or submit this one."""
    version = _trouver(request, numero)
    if geste not in GESTES:
        raise Http404(f"No such gesture: {geste}")
    action, fait = GESTES[geste]
    with refus_en_message(request):
        version = action(version, acteur=request.acteur)
        messages.success(request, fait)
    return redirect(version)
