"""The budget: lines and half-days of an edition, and what each number counts; in the admin for the team, in its space for the committee."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from comptes.administration import page_de_l_equipe
from pilotage.droits import peut_lire_les_rapports
from pilotage.lectures import budget as lectures
from programme.models import Edition, Ligne, Mouvement
from socle.administration import rendre_dans_admin

PAR_PAGE = 50
# A page: the template, and what it shows.
Page = tuple[str, dict[str, Any]]


def pour_l_equipe(page: Callable[..., Page]) -> Callable[..., HttpResponse]:
    """Serve a page in the frame of the admin."""

    @page_de_l_equipe
    @require_safe
    def vue(request: HttpRequest, **arguments: Any) -> HttpResponse:
        gabarit, contexte = page(request, **arguments)
        return rendre_dans_admin(request, gabarit, {**contexte, "cadre": "pilotage/budget/cadre_equipe.html", "prefixe": "pilotage:budget"})

    return vue


def pour_le_comite(page: Callable[..., Page]) -> Callable[..., HttpResponse]:
    """Serve the same page in the space of the committee, where no file opens and nothing changes."""

    @require_safe
    def vue(request: HttpRequest, **arguments: Any) -> HttpResponse:
        if not peut_lire_les_rapports(request.acteur):
            raise PermissionDenied
        gabarit, contexte = page(request, **arguments)
        contexte |= {"cadre": "pilotage/budget/cadre_comite.html", "prefixe": "pilotage:comite-budget"}
        return render(request, gabarit, contexte)

    return vue


def budget(request: HttpRequest) -> Page:
    """Where the money and the half-days of an edition stand."""
    editions = list(Edition.objects.all())
    edition = lectures.choisir(editions, request.GET.get("edition", ""))
    return "pilotage/budget/budget.html", {"editions": editions, "budget": lectures.budget(edition) if edition else None}


def ligne(request: HttpRequest, pk: int) -> Page:
    """The ledger of a line, of one kind of movement when asked."""
    trouvee = get_object_or_404(Ligne.objects.select_related("edition"), pk=pk)
    genre = request.GET.get("genre", "")
    page = Paginator(lectures.mouvements(trouvee, genre, request.acteur), PAR_PAGE).get_page(request.GET.get("page"))
    genres = [choix for choix in Mouvement.Genre.choices if choix[0] != Mouvement.Genre.LIBERE]
    contexte = {"ligne": trouvee, "page": page, "ecritures": lectures.ecritures(page), "genres": genres, "genre": genre}
    return "pilotage/budget/ligne.html", contexte


def compte(request: HttpRequest, edition: str, quoi: str) -> Page:
    """What a number of half-days counts."""
    if quoi not in lectures.COMPTES:
        raise Http404
    trouvee = get_object_or_404(Edition, code=edition)
    rangs = lectures.rangs(trouvee, quoi, request.GET.get("dispositif", ""), request.acteur)
    page = Paginator(rangs, PAR_PAGE).get_page(request.GET.get("page"))
    contexte = {"edition": trouvee, "quoi": quoi, "titre": lectures.COMPTES[quoi], "page": page, "rangs": lectures.en_rangs(page)}
    return "pilotage/budget/compte.html", contexte


equipe_budget, comite_budget = pour_l_equipe(budget), pour_le_comite(budget)
equipe_ligne, comite_ligne = pour_l_equipe(ligne), pour_le_comite(ligne)
equipe_compte, comite_compte = pour_l_equipe(compte), pour_le_comite(compte)
