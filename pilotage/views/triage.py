"""The list of files."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from comptes.administration import page_de_l_equipe
from pilotage import lots
from pilotage.forms import Filtrage
from pilotage.lectures import files, triage
from socle import horloge
from socle.administration import rendre_dans_admin

PAR_PAGE = 25


@page_de_l_equipe
@require_safe
def dossiers(request: HttpRequest) -> HttpResponse:
    """Every request sent, by queue and by filter; what waits for the team first."""
    filtrage = Filtrage(request.GET, acteur=request.acteur)
    filtres = filtrage.filtres()
    page = Paginator(triage.chercher(request.acteur, filtres), PAR_PAGE).get_page(request.GET.get("page"))
    contexte = {
        "filtrage": filtrage,
        "filtres": filtres,
        "file": files.PAR_CODE.get(filtres.file),
        "ordres": filtrage.ordres(),
        "lots": lots.LOTS,
        "files": files.compter(request.acteur),
        "page": page,
        "lignes": triage.lignes(page),
        "jour": horloge.aujourdhui(),
    }
    return rendre_dans_admin(request, "pilotage/dossiers.html", contexte)
