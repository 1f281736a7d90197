"""The all-in-one file, and the gestures of the team on it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from candidatures.models import Candidature
from comptes.administration import page_de_l_equipe
from pilotage import gestes
from pilotage.forms import Apprecier, FormulaireDeGeste, MotDuFil, Note
from pilotage.lectures import dossier as lectures
from pilotage.lectures.grille import Jugement
from pilotage.lectures.parties import PARTIES
from questionnaires.models import Piece
from socle import consultations, courriels, fichiers, horloge, reprise
from socle.administration import rendre_dans_admin
from socle.envois import montrer_refus
from socle.models import Fichier
from socle.refus import DejaFait, DejaParti, Refus, RefusEtat, annoncer_refus, refus_en_message
from socle.reprise import a_reprendre
from socle.workflow import DEJA_FAIT

VIDE: dict[str, Any] = {"apercus": None, "refus": ""}
DEPASSE = "Cette action n’est plus possible : le dossier a avancé depuis. Voici où il en est."


def _trouver(request: HttpRequest, numero: str) -> Candidature:
    return get_object_or_404(lectures.trouver(numero, request.acteur))


@page_de_l_equipe
@require_safe
def dossier(request: HttpRequest, numero: str) -> HttpResponse:
    """Everything of one request on one page."""
    return page(request, _trouver(request, numero))


def page(request: HttpRequest, candidature: Candidature, saisi: Apprecier | None = None) -> HttpResponse:
    """The page of a file; `saisi` is the form of a criterion that comes back."""
    consultations.consigner(candidature, acteur=request.acteur)
    complet = lectures.dossier_complet(candidature, request.acteur)
    criteres = [_critere(request, candidature, jugement, saisi) for jugement in complet.grille.jugements]
    propres = {"mot": MotDuFil(cibles=complet.cibles), "note": Note(cibles=complet.cibles, auto_id="id_note_%s"), "criteres": criteres}
    return rendre_dans_admin(request, "pilotage/dossier.html", _contexte(complet, request) | propres)


def _critere(request: HttpRequest, candidature: Candidature, jugement: Jugement, saisi: Apprecier | None) -> Apprecier:
    if saisi is not None and saisi.jugement.critere == jugement.critere:
        return saisi
    formulaire = Apprecier.de(jugement)
    reprise.rendre(request, formulaire, adresse=reverse("pilotage:apprecier", args=[candidature.numero, jugement.critere.code]))
    return formulaire


@page_de_l_equipe
@require_safe
def partie(request: HttpRequest, numero: str, nom: str) -> HttpResponse:
    """A part of the file that the page asks for once it is shown (htmx), or a page of its own without script."""
    declaree = PARTIES.get(nom)
    if declaree is None:
        raise Http404
    titre, lire = declaree
    candidature = _trouver(request, numero)
    consultations.consigner(candidature, acteur=request.acteur)
    contexte = {
        "candidature": candidature,
        "partie": lire(candidature, request.acteur),
        "gabarit": f"pilotage/dossier/{nom}.html",
        "titre": titre,
    }
    return rendre_dans_admin(request, contexte["gabarit"] if "morceau" in request.GET else "pilotage/partie.html", contexte)


@page_de_l_equipe
@require_safe
def convention(request: HttpRequest, numero: str) -> HttpResponse:
    """What the page asks every two seconds while the document of the agreement is being made (htmx)."""
    candidature = _trouver(request, numero)
    complet = lectures.dossier_complet(candidature, request.acteur)
    return rendre_dans_admin(request, "pilotage/dossier/avance.html", _contexte(complet, request))


def _contexte(complet: lectures.DossierComplet, request: HttpRequest) -> dict[str, Any]:
    dessines = [ouvert for ouvert in gestes.ouverts(complet.cibles, request.acteur) if not ouvert.geste.est_dans_la_page]
    return {
        "dossier": complet,
        "candidature": complet.candidature,
        "gestes": [ouvert for ouvert in dessines if not ouvert.geste.est_discret],
        "gestes_discrets": [ouvert for ouvert in dessines if ouvert.geste.est_discret],
        "jour": horloge.aujourdhui(),
    }


@page_de_l_equipe
@require_safe
def piece(request: HttpRequest, numero: str, pk: int) -> HttpResponse:
    """One of the files that came with the request."""
    candidature = _trouver(request, numero)
    trouvee = get_object_or_404(Piece.objects.select_related("fichier"), pk=pk, reponses=candidature.reponses_id)
    consultations.consigner(candidature, acteur=request.acteur)
    return fichiers.servir(trouvee.fichier)


@page_de_l_equipe
@require_safe
def piece_du_fil(request: HttpRequest, numero: str, uuid: UUID) -> HttpResponse:
    """A file that came with a message."""
    candidature = _trouver(request, numero)
    fichier = get_object_or_404(Fichier, uuid=uuid, messages__dossier=candidature.dossier_id)
    consultations.consigner(candidature, acteur=request.acteur)
    return fichiers.servir(fichier)


@page_de_l_equipe
@a_reprendre(lambda numero, code: code in gestes.PAR_CODE and Candidature.objects.filter(dossier__numero=numero).exists())
@require_http_methods(["GET", "HEAD", "POST"])
def geste(request: HttpRequest, numero: str, code: str) -> HttpResponse:
    """One gesture: GET asks what it needs, POST does it. What was typed survives a refusal."""
    declare = gestes.PAR_CODE.get(code)
    if declare is None:
        raise Http404
    cibles = lectures.cibles(_trouver(request, numero))
    ouvert = gestes.ouvert(declare, cibles, request.acteur)
    if ouvert is None:
        annoncer_refus(request, _trop_tard(declare, cibles, request))
        return redirect("pilotage:dossier", numero)
    if "apercu" in request.GET or "apercu" in request.POST:
        return _apercu(declare, ouvert, cibles, request)
    formulaire = _formulaire(declare, cibles, request)
    if declare.brouillon and formulaire and "garder" in request.POST:
        return _garder(declare, cibles, formulaire, request)
    if request.method == "POST" and _est_pret(formulaire) and _executer(declare, cibles, formulaire, request):
        return redirect("pilotage:dossier", numero)
    if formulaire:
        reprise.rendre(request, formulaire)
        formulaire.suivre(request.GET)
    contexte = {"geste": declare, "ouvert": ouvert, "candidature": cibles.candidature, "cibles": cibles, "formulaire": formulaire}
    return rendre_dans_admin(request, "pilotage/geste.html", VIDE | contexte)


def _apercu(declare: gestes.Geste, ouvert: gestes.GesteOuvert, cibles: lectures.Cibles, request: HttpRequest) -> HttpResponse:
    """The mails that the gesture would send, as typed now: a POST does it and undoes it. Files stay out of it, they would be stored.

    With "apercu" in the address (htmx) the mails alone, else the page again, with them.
    """
    formulaire = declare.formulaire(request.POST or None, cibles=cibles) if declare.formulaire else None
    contexte: dict[str, Any] = {"geste": declare, "ouvert": ouvert, "candidature": cibles.candidature}
    contexte |= {"cibles": cibles, "formulaire": formulaire}
    if request.method == "POST" and (formulaire is None or formulaire.is_valid()):
        donnees = formulaire.donnees() if formulaire else {}
        try:
            contexte["apercus"] = courriels.a_blanc(lambda: declare.action(declare.cible(cibles), acteur=request.acteur, **donnees))
        except Refus as refus:
            contexte["refus"] = refus.phrase
    return rendre_dans_admin(request, "pilotage/apercu.html" if "apercu" in request.GET else "pilotage/geste.html", VIDE | contexte)


def _garder(declare: gestes.Geste, cibles: lectures.Cibles, formulaire: FormulaireDeGeste, request: HttpRequest) -> HttpResponse:
    """Keep what was typed without doing the gesture."""
    with refus_en_message(request):
        declare.brouillon(declare.cible(cibles), formulaire.brouillon(), acteur=request.acteur)
        messages.success(request, "Le brouillon est gardé : vous le retrouverez en rouvrant cette page.")
    return redirect("pilotage:dossier", cibles.candidature.numero)


def _est_pret(formulaire: FormulaireDeGeste | None) -> bool:
    return formulaire is None or formulaire.is_valid()


def _trop_tard(declare: gestes.Geste, cibles: lectures.Cibles, request: HttpRequest) -> Refus:
    """Return why a gesture is no longer there: this very person has just made it, or the file went on."""
    renvoye = request.method == "POST" and declare.vient_d_etre_fait(cibles, request.acteur)
    return DejaFait(DEJA_FAIT) if renvoye else RefusEtat(DEPASSE)


def _formulaire(declare: gestes.Geste, cibles: lectures.Cibles, request: HttpRequest) -> FormulaireDeGeste | None:
    if declare.formulaire is None:
        return None
    envoye = request.method == "POST"
    return declare.formulaire(request.POST if envoye else None, request.FILES if envoye else None, cibles=cibles)


def _executer(declare: gestes.Geste, cibles: lectures.Cibles, formulaire: FormulaireDeGeste | None, request: HttpRequest) -> bool:
    """Do the gesture; return False when its form is to be shown again with the reason of the refusal."""
    try:
        declare.action(declare.cible(cibles), acteur=request.acteur, **(formulaire.donnees() if formulaire else {}))
    except Refus as refus:
        a_une_page = not declare.est_dans_la_page or (formulaire is not None and formulaire.a_sa_page)
        if formulaire and (isinstance(refus, DejaParti) or (a_une_page and not isinstance(refus, RefusEtat))):
            montrer_refus(formulaire, refus)
            return False
        annoncer_refus(request, refus)
    else:
        messages.success(request, declare.fait)
    return True
