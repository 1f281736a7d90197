"""Personnes-ressources, in the frame of the admin."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe

from comptes.administration import page_de_l_equipe
from socle import consultations, reprise
from socle.administration import rendre_dans_admin
from socle.envois import envoi_depuis
from socle.refus import Refus, refus_en_message
from socle.reprise import a_reprendre
from socle.workflow import boutons

from . import actions, lectures
from .forms import FiltreProfils, Inscription, Savoirs
from .models import ProfilMentor, Savoir

PAR_PAGE = 25
# Transitions of a profile, and what the page says once they are taken.
FAITS = {
    "contacter": "Le premier contact avec {} est noté.",
    "valider": "La fiche de {} est validée : cette personne peut être sollicitée.",
    "mettre_en_pause": "{} est en pause : rien de nouveau ne lui sera proposé.",
    "reprendre": "La pause de {} est finie.",
    "archiver": "La fiche de {} est archivée.",
}


@page_de_l_equipe
@require_safe
def liste(request: HttpRequest) -> HttpResponse:
    """Everybody, by state and by word."""
    filtre = FiltreProfils(request.GET)
    filtres = filtre.filtres()
    page = Paginator(lectures.liste(**filtres), PAR_PAGE).get_page(request.GET.get("page"))
    contexte = {"filtre": filtre, "filtres": filtres, "page": page, "comptes": lectures.comptes_par_etat()}
    return rendre_dans_admin(request, "mentors/liste.html", contexte)


@page_de_l_equipe
@a_reprendre()
@require_http_methods(["GET", "HEAD", "POST"])
def inscrire(request: HttpRequest) -> HttpResponse:
    """Open the card of somebody; what was typed survives an error."""
    envoi = request.POST if request.method == "POST" else None
    form, savoirs = Inscription(envoi), Savoirs(envoi, prefix="savoirs")
    # Both are checked, so that all errors show at once.
    if envoi is not None and all([form.is_valid(), savoirs.is_valid()]):
        try:
            profil = actions.ouvrir_fiche(actions.Fiche(**form.cleaned_data, niveaux=savoirs.niveaux()), acteur=request.acteur)
        except Refus as refus:
            form.add_error("email", refus.phrase)
        else:
            messages.success(request, f"La fiche de {profil.personne} est ouverte.")
            return redirect("mentors:fiche", profil.pk)
    reprise.rendre(request, form, *savoirs)
    contexte = {"form": form, "savoirs": savoirs, "formulaires": [form, savoirs]}
    return rendre_dans_admin(request, "mentors/inscrire.html", contexte)


@page_de_l_equipe
@require_safe
def fiche(request: HttpRequest, pk: int) -> HttpResponse:
    """The card of one person, with the transitions that are open."""
    profils = ProfilMentor.objects.visibles_par(request.acteur).select_related("personne", "structure__departement")
    savoirs = Savoir.objects.select_related("competence").order_by("-niveau", "competence__code")
    profil = get_object_or_404(profils.prefetch_related(Prefetch("savoirs", savoirs)), pk=pk)
    consultations.consigner(profil, acteur=request.acteur)
    return rendre_dans_admin(request, "mentors/fiche.html", {"profil": profil, "boutons": boutons(profil, request.acteur)})


@page_de_l_equipe
@envoi_depuis("mentors:fiche", "pk")
def changer_etat(request: HttpRequest, pk: int, transition: str) -> HttpResponse:
    """Take one of the transitions of a profile."""
    if transition not in FAITS:
        raise Http404
    profil = get_object_or_404(ProfilMentor.objects.visibles_par(request.acteur).select_related("personne"), pk=pk)
    with refus_en_message(request):
        actions.changer_etat(profil, transition, acteur=request.acteur)
        messages.success(request, FAITS[transition].format(profil.personne))
    return redirect("mentors:fiche", pk)
