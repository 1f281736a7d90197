"""Public site, mon espace, space of the committee."""

from collections.abc import Callable
from functools import wraps

from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from comptes.acteurs import est_du_comite
from conventions.models import VersionModele

from . import lectures
from .forms import Verification

TROP = "Beaucoup de documents viennent d’être vérifiés depuis votre connexion. Attendez une minute, puis recommencez."
BESOINS_MONTRES = 3
BESOINS_PAR_PAGE = 20


def espace_du_comite(vue: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Open a page to the comité technique, signed in; it only reads."""

    @require_safe
    @wraps(vue)
    def gardee(request: HttpRequest) -> HttpResponse:
        if not est_du_comite(request.acteur):
            raise PermissionDenied
        return vue(request)

    return gardee


@login_not_required
@require_safe
def accueil(request: HttpRequest) -> HttpResponse:
    """What the programme is, and how to begin."""
    return render(request, "accueil/accueil.html", {"vitrine": lectures.vitrine()})


@login_not_required
@require_safe
def dispositif(request: HttpRequest) -> HttpResponse:
    """Both dispositifs explained."""
    return render(request, "accueil/dispositif.html", {"appel": lectures.appel_ouvert()})


@require_safe
def mon_espace(request: HttpRequest) -> HttpResponse:
    """What this person has to do now, then where each of their files stands."""
    return render(request, "accueil/mon_espace.html", {"espace": lectures.espace(request.acteur)})


@espace_du_comite
def comite(request: HttpRequest) -> HttpResponse:
    """The opinions that a member has to give, then needs, reports and figures."""
    besoins = list(lectures.besoins(request.acteur))
    contexte = {
        "avis": lectures.mes_avis(request.acteur),
        "besoins": lectures.avec_competences(besoins[:BESOINS_MONTRES]),
        "nombre_de_besoins": len(besoins),
        "rapports": lectures.derniers_rapports(request.acteur),
        "chiffres": lectures.chiffres_du_comite(),
        "modele_a_valider": VersionModele.objects.filter(etat=VersionModele.Etat.SOUMIS).first(),
    }
    return render(request, "accueil/comite.html", contexte)


@espace_du_comite
def comite_dossiers(request: HttpRequest) -> HttpResponse:
    """The opinions asked of a member: to give, given, past."""
    return render(request, "accueil/comite/dossiers.html", {"avis": lectures.mes_avis(request.acteur)})


@espace_du_comite
def comite_besoins(request: HttpRequest) -> HttpResponse:
    """The needs without personne-ressource, for who may know somebody."""
    page = Paginator(lectures.besoins(request.acteur), BESOINS_PAR_PAGE).get_page(request.GET.get("page"))
    return render(request, "accueil/comite/besoins.html", {"page": page, "besoins": lectures.avec_competences(page)})


@login_not_required
@require_safe
def accessibilite(request: HttpRequest) -> HttpResponse:
    """How far the platform is accessible."""
    return render(request, "accueil/accessibilite.html")


@login_not_required
@require_safe
def confidentialite(request: HttpRequest) -> HttpResponse:
    """What becomes of personal data."""
    return render(request, "accueil/confidentialite.html")


@login_not_required
@require_safe
def mentions_legales(request: HttpRequest) -> HttpResponse:
    """Who publishes the platform."""
    return render(request, "accueil/mentions_legales.html", {"hebergeur": settings.HEBERGEUR})


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def verifier(request: HttpRequest) -> HttpResponse:
    """Is this document intact? The file stays with its holder: only its hash is sent."""
    formulaire = Verification(request.POST if request.method == "POST" else None)
    contexte = {"form": formulaire, "formulaires": [formulaire], "verdict": None}
    if request.method != "POST" or not formulaire.is_valid():
        return render(request, "accueil/verifier.html", contexte)
    if not ratelimit.consume(request, action="verification"):
        formulaire.add_error(None, TROP)
        return render(request, "accueil/verifier.html", contexte, status=429)
    verdict = lectures.reconnaitre(**formulaire.lue())
    return render(request, "accueil/verifier.html", contexte | {"verdict": verdict})


@login_not_required
@require_safe
def verifier_numero(request: HttpRequest, numero: str) -> HttpResponse:
    """Where the code printed on a document leads: its state and the hashes of its documents, without a name."""
    convention = lectures.par_numero(numero)
    if convention is None:
        raise Http404("No document of this number was issued.")
    contexte = {
        "convention": convention,
        "signatures": lectures.signatures(convention),
        "pieces": lectures.pieces(convention),
        "suivantes": lectures.suivantes(convention),
    }
    return render(request, "accueil/verifier_numero.html", contexte)
