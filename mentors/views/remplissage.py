"""Filling a card, whoever fills it: the page of its parts, and what each sending writes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from mentors import droits, lectures
from mentors.forms import PARTIES, Partie
from mentors.forms.parties import ouvertes
from mentors.models import ProfilMentor
from socle import horloge, reprise
from socle.administration import rendre_dans_admin
from socle.refus import Refus, annoncer_refus
from socle.workflow import boutons


@dataclass(frozen=True)
class Adresses:
    """Where the page is, and where each part is sent."""

    page: str
    partie: Callable[[str], str]


def page(request: HttpRequest, profil: ProfilMentor, adresses: Adresses, gabarit: str, *, recue: Partie | None = None) -> HttpResponse:
    """Show all the parts of a card (`pour_fiche`); `recue` is the one that comes back with what is wrong."""
    parties = [_partie(request, profil, classe, adresses, recue) for classe in ouvertes(profil, request.acteur)]
    contexte: dict[str, Any] = {
        "profil": profil,
        "parties": parties,
        "avancement": lectures.avancement(profil),
        "boutons": [bouton for bouton in boutons(profil, request.acteur) if bouton.nom in {"mettre_en_pause", "reprendre"}],
        "formulaires": recue.formulaires if recue else [],
        "adresse_page": adresses.page,
    }
    rendre = rendre_dans_admin if gabarit == "mentors/remplir.html" else render
    return rendre(request, gabarit, contexte)


def _partie(request: HttpRequest, profil: ProfilMentor, classe: type[Partie], adresses: Adresses, recue: Partie | None) -> dict[str, Any]:
    if recue is not None and isinstance(recue, classe):
        formulaire = recue
    else:
        formulaire = classe(profil=profil, par_l_equipe=droits.peut_suivre(profil, request.acteur))
        lignes = formulaire.ensemble.forms if formulaire.ensemble is not None else []
        reprise.rendre(request, formulaire, *lignes, adresse=adresses.partie(classe.code))
    return {"formulaire": formulaire.pour_page(), "adresse": adresses.partie(classe.code)}


def recevoir(request: HttpRequest, profil: ProfilMentor, code: str, adresses: Adresses, gabarit: str) -> HttpResponse:
    """Write one part, or the one field that htmx names in `champ`: what is valid is kept, what is wrong is said in its place."""
    classe = PARTIES.get(code)
    if classe not in ouvertes(profil, request.acteur):
        raise Http404
    touche = request.POST.get("champ", "") if request.htmx else ""
    partie = classe(request.POST, profil=profil, touche=touche, par_l_equipe=droits.peut_suivre(profil, request.acteur))
    manques = partie.manques()
    try:
        partie.enregistrer(request.acteur)
    except Refus as refus:
        manques = [refus.phrase]
        if not request.htmx:
            annoncer_refus(request, refus)
            return redirect(adresses.page)
    if request.htmx:
        return render(request, "mentors/profil/sauve.html", {"manques": manques, "le": horloge.maintenant()})
    if manques:
        return page(request, profil, adresses, gabarit, recue=partie)
    messages.success(request, f"« {partie.intitule} » : c’est enregistré.")
    return redirect(f"{adresses.page}#{code}")
