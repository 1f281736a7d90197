"""Personnes-ressources, in the frame of the admin."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods, require_safe

from comptes.administration import page_de_l_equipe
from mentors import actions, lectures
from mentors.forms import PARTIES, FiltreProfils, Inscription, Savoirs
from mentors.models import ProfilMentor
from mentors.regles import a_informer_avant, efface_le
from socle import consultations, reprise
from socle.administration import rendre_dans_admin
from socle.envois import envoi_depuis
from socle.refus import Refus, refus_en_message
from socle.reprise import a_reprendre
from socle.workflow import boutons

from . import remplissage

PAR_PAGE = 25
# Transitions of a profile, and what the page says once they are taken.
FAITS = {
    "contacter": "Le premier contact avec {} est noté ; s’il y a une adresse, un courriel demande l’accord.",
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
    contexte = {
        "filtre": filtre,
        "filtres": filtres,
        "page": page,
        "comptes": lectures.comptes_par_etat(),
        "effaces": lectures.effaces_sans_reponse(),
    }
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
    profil = _trouver(request, pk)
    consultations.consigner(profil, acteur=request.acteur)
    contexte = {
        "profil": profil,
        "boutons": boutons(profil, request.acteur),
        "avancement": lectures.avancement(profil),
        "a_informer_avant": a_informer_avant(localtime(profil.cree_le).date()),
        "efface_le": efface_le(localtime(profil.contacte_le).date()) if profil.contacte_le else None,
    }
    return rendre_dans_admin(request, "mentors/fiche.html", contexte)


def _trouver(request: HttpRequest, pk: int) -> ProfilMentor:
    return get_object_or_404(lectures.pour_fiche(ProfilMentor.objects.visibles_par(request.acteur)), pk=pk)


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


@page_de_l_equipe
@envoi_depuis("mentors:fiche", "pk")
def noter(request: HttpRequest, pk: int, geste: str) -> HttpResponse:
    """What is no state: the card was read again, the person said yes to the team."""
    faits = {"relire": (actions.relire, "La fiche est relue."), "accord": (actions.accepter_contact, "Son accord est noté.")}
    if geste not in faits:
        raise Http404
    profil = get_object_or_404(ProfilMentor.objects.visibles_par(request.acteur), pk=pk)
    action, fait = faits[geste]
    with refus_en_message(request):
        action(profil, acteur=request.acteur)
        messages.success(request, fait)
    return redirect("mentors:fiche", pk)


@page_de_l_equipe
@require_safe
def remplir(request: HttpRequest, pk: int) -> HttpResponse:
    """The same card as the person fills it, by the team."""
    profil = _trouver(request, pk)
    consultations.consigner(profil, acteur=request.acteur)
    return remplissage.page(request, profil, _adresses(pk), "mentors/remplir.html")


@page_de_l_equipe
@a_reprendre(lambda pk, code: code in PARTIES and ProfilMentor.objects.filter(pk=pk).exists())
@envoi_depuis("mentors:remplir", "pk")
def remplir_partie(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """One part of the card, or one field of it."""
    return remplissage.recevoir(request, _trouver(request, pk), code, _adresses(pk), "mentors/remplir.html")


def _adresses(pk: int) -> remplissage.Adresses:
    return remplissage.Adresses(reverse("mentors:remplir", args=[pk]), lambda code: reverse("mentors:remplir-partie", args=[pk, code]))
