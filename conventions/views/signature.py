"""Where one person signs, by their account or by the link of a mail: the text, the code, the signature, the refusal."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from comptes.acteurs import est_pilote
from comptes.porte import SESSION_OU_LIEN_FINI, navigateur, vers_la_connexion
from conventions import actions, lectures
from conventions.forms.signature import Refus as FormulaireRefus
from conventions.forms.signature import Signature
from conventions.models import Convention
from socle import consultations, reprise
from socle.envois import envoi_depuis, montrer_refus
from socle.refus import DejaFait, Refus, RefusEtat, annoncer_refus, refus_en_message
from socle.reprise import a_reprendre


def _ma_page(request: HttpRequest, numero: str) -> lectures.Page:
    """Return the page of who asks; 404 for who does not sign this agreement."""
    visibles = lectures.pour_page(Convention.objects.visibles_par(request.acteur))
    convention = get_object_or_404(visibles, numero=numero)
    page = lectures.page(convention, request.acteur)
    if page is None:
        raise Http404("This person does not sign this agreement.")
    if est_pilote(request.acteur):
        consultations.consigner(convention, acteur=request.acteur)
    return page


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def signer(request: HttpRequest, numero: str) -> HttpResponse:
    """Read, then sign; afterwards, what was signed and who is missing."""
    if request.acteur.personne is None:
        return vers_la_connexion(request, SESSION_OU_LIEN_FINI)
    page = _ma_page(request, numero)
    formulaire = Signature(request.POST if request.method == "POST" else None, page=page)
    if request.method == "POST" and (not page.est_a_signer or formulaire.is_valid()) and _signer(request, page, formulaire):
        return redirect("conventions:signer", numero)
    return render(request, "conventions/signer.html", {"page": page, "formulaire": formulaire, "convention": page.convention})


def _signer(request: HttpRequest, page: lectures.Page, formulaire: Signature) -> bool:
    """Sign; return False when the form is to be shown again. What is over is said on the page that follows."""
    if not page.est_a_signer:
        messages.info(request, _rien_change(page))
        return True
    try:
        actions.signer(page.signataire, formulaire.donnees(), acteur=request.acteur, navigateur=navigateur(request))
    except RefusEtat as refus:
        annoncer_refus(request, refus)
    except Refus as refus:
        montrer_refus(formulaire, refus)
        return False
    else:
        messages.success(request, "Votre signature est enregistrée. Merci.")
    return True


def _rien_change(page: lectures.Page) -> str:
    return f"Cette page dit où en est {page.convention.mots.le} : rien n’a été changé."


@login_not_required
@never_cache
@envoi_depuis("conventions:signer", "numero")
def code(request: HttpRequest, numero: str) -> HttpResponse:
    """Send a code to who came by a link."""
    if request.acteur.personne is None:
        return vers_la_connexion(request, SESSION_OU_LIEN_FINI)
    page = _ma_page(request, numero)
    with refus_en_message(request):
        actions.demander_code(page.signataire, acteur=request.acteur, navigateur=navigateur(request))
        messages.success(request, f"Un code est parti à l’adresse {page.adresse_masquee}. Il sert pendant quinze minutes.")
    return redirect("conventions:signer", numero)


@login_not_required
@never_cache
@a_reprendre(lambda numero: Convention.objects.filter(numero=numero).exists())
@require_http_methods(["GET", "HEAD", "POST"])
def refuser(request: HttpRequest, numero: str) -> HttpResponse:
    """Say why one does not sign."""
    if request.acteur.personne is None:
        return vers_la_connexion(request, SESSION_OU_LIEN_FINI)
    page = _ma_page(request, numero)
    if not page.est_a_signer:
        if request.method == "POST":
            annoncer_refus(request, DejaFait(_rien_change(page)))
        return redirect("conventions:signer", numero)
    formulaire = FormulaireRefus(request.POST if request.method == "POST" else None)
    if formulaire.is_valid():
        with refus_en_message(request):
            motif = formulaire.cleaned_data["motif"]
            actions.refuser(page.signataire, motif=motif, acteur=request.acteur, navigateur=navigateur(request))
            messages.success(request, "Votre refus est enregistré : les autres signataires et l’équipe pilote en lisent le motif.")
        return redirect("conventions:signer", numero)
    reprise.rendre(request, formulaire)
    return render(request, "conventions/refuser.html", {"page": page, "form": formulaire, "convention": page.convention})
