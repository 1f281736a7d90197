"""The form of a request: a page a step, saved as it is typed; a summary that says what is missing, and sends."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from candidatures import actions
from candidatures.forms import Formulaire, textes_absents
from candidatures.models import Candidature
from questionnaires.definition import Etape
from questionnaires.forms import (
    RETIRER,
    EtapeForm,
    Jugement,
    conflits_en_phrases,
    elements,
    nouvel_onglet,
    onglet_poste,
    retenir,
    revision_postee,
)
from socle import reprise
from socle.refus import Refus, RefusEtat, annoncer_refus
from socle.reprise import a_reprendre


def _est_un_brouillon(uuid: UUID, **_: Any) -> bool:
    return Candidature.objects.filter(dossier__uuid=uuid, etat=Candidature.Etat.BROUILLON).exists()


def _mienne(request: HttpRequest, uuid: UUID) -> Candidature:
    miennes = Candidature.objects.portees_par(request.acteur).select_related("dossier", "appel__edition", "porteur", "reponses__version")
    return get_object_or_404(miennes, dossier__uuid=uuid)


def _est_envoyee(candidature: Candidature) -> bool:
    return candidature.etat != Candidature.Etat.BROUILLON


@require_safe
def formulaire(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Lead to the step to resume: the first one where something is missing, else the summary."""
    candidature = _mienne(request, uuid)
    if _est_envoyee(candidature):
        return redirect(candidature)
    etapes = candidature.reponses.version.lue.etapes
    if not candidature.reponses.revision:
        return _vers(candidature, etapes[0].code)
    a_reprendre = [form.etape.code for form in Formulaire(candidature).etapes if not form.is_valid()]
    return _vers(candidature, a_reprendre[0]) if a_reprendre else redirect("candidatures:recapitulatif", uuid)


def _vers(candidature: Candidature, etape: str) -> HttpResponse:
    return redirect("candidatures:etape", candidature.dossier.uuid, etape)


@a_reprendre(_est_un_brouillon)
@require_http_methods(["GET", "HEAD", "POST"])
def etape(request: HttpRequest, uuid: UUID, etape: str) -> HttpResponse:
    """One step of the draft: saved as typed at each POST, then gone through, unless something is wrong."""
    candidature = _mienne(request, uuid)
    page = candidature.reponses.version.lue.etape(etape)
    if page is None:
        raise Http404(f"No step {etape}.")
    if request.method != "POST":
        return redirect(candidature) if _est_envoyee(candidature) else _montrer(request, candidature, page)
    try:
        return _garder_au_fil(request, candidature, page) if request.htmx else _enregistrer(request, candidature, page)
    except RefusEtat:
        return HttpResponse(status=204) if request.htmx else _deja_envoyee(request, candidature, page)


def _montrer(request: HttpRequest, candidature: Candidature, page: Etape) -> HttpResponse:
    retrouvee = reprise.retrouver(request.session, request.path)
    saisie = candidature.reponses.saisie | (retenir(page, retrouvee) if retrouvee else {})
    formulaire = Formulaire(candidature, saisie, etapes=[page], jugement=Jugement.RIEN)
    # What comes back of a page that is gone is compared with the revision that it had seen.
    revision = revision_postee(retrouvee) if retrouvee else candidature.reponses.revision
    return _page(request, candidature, formulaire, retrouvee=bool(retrouvee), revision=revision)


def _page(request: HttpRequest, candidature: Candidature, formulaire: Formulaire, **contexte: Any) -> HttpResponse:
    [form] = formulaire.etapes
    etapes = candidature.reponses.version.lue.etapes
    rang = etapes.index(form.etape)
    contexte = {
        "retrouvee": False,
        "au_fil": False,
        "revision": candidature.reponses.revision,
        "onglet": nouvel_onglet(),
        "conflits": {},
        "a_corriger": False,
        "candidature": candidature,
        "reponses": candidature.reponses,
        "formulaire": formulaire,
        "form": form,
        "elements": elements(form),
        "etapes": etapes,
        "rang": rang + 1,
        "precedente": etapes[rang - 1] if rang else None,
        "suivante": etapes[rang + 1] if rang + 1 < len(etapes) else None,
    } | contexte
    return render(request, "candidatures/formulaire/etape.html", contexte)


def _garder_au_fil(request: HttpRequest, candidature: Candidature, page: Etape) -> HttpResponse:
    """Save while the person types (htmx), and say when; files and what is asked of them wait for a button."""
    garde = _garder(request, candidature, page)
    contexte = {"reponses": garde.reponses, "au_fil": True, "conflits": garde.conflits}
    return render(request, "candidatures/formulaire/sauve.html", contexte)


def _garder(request: HttpRequest, candidature: Candidature, page: Etape) -> actions.Enregistrement:
    recues, revision, onglet = retenir(page, request.POST), revision_postee(request.POST), onglet_poste(request.POST)
    return actions.enregistrer_brouillon(candidature, recues, revision=revision, onglet=onglet, acteur=request.acteur)


def _enregistrer(request: HttpRequest, candidature: Candidature, page: Etape) -> HttpResponse:
    """Save first, whatever was typed; then say what is wrong, or go on. Raises RefusEtat when the request has already left."""
    garde = _garder(request, candidature, page)
    refus = _changer_pieces(request, candidature, page)
    candidature.reponses.refresh_from_db()
    saisie = candidature.reponses.saisie | retenir(page, request.POST)
    juge = Jugement.RIEN if request.POST.get("geste") in {"passer", "enregistrer"} else Jugement.FAUX
    formulaire = Formulaire(candidature, saisie, etapes=[page], jugement=juge, refus=refus)
    [form] = formulaire.etapes
    if garde.conflits:
        refus |= conflits_en_phrases(form, garde.conflits)
        formulaire = Formulaire(candidature, saisie, etapes=[page], jugement=juge, refus=refus)
        [form] = formulaire.etapes
    if not form.is_valid():
        onglet = onglet_poste(request.POST)
        return _page(request, candidature, formulaire, onglet=onglet, conflits=garde.conflits, a_corriger=not garde.conflits)
    return _suite(request, candidature, form)


def _suite(request: HttpRequest, candidature: Candidature, form: EtapeForm) -> HttpResponse:
    if request.POST.get("geste") == "enregistrer":
        messages.success(request, "Votre brouillon est enregistré. Vous pouvez fermer cette page et revenir quand vous voulez.")
        return _vers(candidature, form.etape.code)
    codes = [etape.code for etape in candidature.reponses.version.lue.etapes]
    suivantes = codes[codes.index(form.etape.code) + 1 :]
    return _vers(candidature, suivantes[0]) if suivantes else redirect("candidatures:recapitulatif", candidature.dossier.uuid)


def _changer_pieces(request: HttpRequest, candidature: Candidature, page: Etape) -> dict[str, str]:
    """Attach or take off the files of the step, apart from the rest; return by field the sentences that refuse them."""
    refus = {}
    for nom in (nom for nom, type_ in page.champs().items() if type_ == "fichier"):
        try:
            if televerse := request.FILES.get(nom):
                actions.joindre_piece(candidature, nom, televerse, acteur=request.acteur)
            elif request.POST.get(f"{RETIRER}{nom}"):
                actions.retirer_piece(candidature, nom, acteur=request.acteur)
        except RefusEtat:
            raise
        except Refus as phrase:
            refus[nom] = phrase.phrase
    return refus


@a_reprendre(_est_un_brouillon)
@require_http_methods(["GET", "HEAD", "POST"])
def recapitulatif(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Everything read back, with what is missing or wrong; POST sends when nothing is."""
    candidature = _mienne(request, uuid)
    if _est_envoyee(candidature):
        if request.method == "POST":
            _annoncer_envoi(request, candidature)
        return redirect(candidature)
    formulaire = Formulaire(candidature)
    if request.method == "POST" and formulaire.est_valide:
        return _deposer(request, candidature, formulaire)
    contexte = {
        "candidature": candidature,
        "reponses": candidature.reponses,
        "formulaire": formulaire,
        "relues": formulaire.relues(),
        "est_complete": formulaire.est_valide,
        "refusee": request.method == "POST",
        "etapes": candidature.reponses.version.lue.etapes,
    }
    return render(request, "candidatures/formulaire/recapitulatif.html", contexte)


def _deposer(request: HttpRequest, candidature: Candidature, formulaire: Formulaire) -> HttpResponse:
    try:
        revision = candidature.reponses.revision
        envoyee = actions.deposer(candidature, formulaire.demande(), revision=revision, acteur=request.acteur)
    except Refus as refus:
        annoncer_refus(request, refus)
        return redirect("candidatures:recapitulatif", candidature.dossier.uuid)
    _annoncer_envoi(request, envoyee)
    return redirect(envoyee)


def _deja_envoyee(request: HttpRequest, candidature: Candidature, page: Etape) -> HttpResponse:
    """A second click, or another tab: nothing to write, but texts that are not in the request are offered as a message to the team."""
    candidature.refresh_from_db()
    if absents := textes_absents(candidature, retenir(page, request.POST)):
        reprise.garder(request.session, reverse("candidatures:messages", args=[candidature.numero]), [("texte", absents)])
        messages.warning(
            request,
            f"Cette candidature est déjà envoyée, sous le numéro {candidature.numero} : ce que vous venez de saisir n’y a pas été ajouté. "
            "Vous le retrouvez plus bas, dans un message que vous pouvez envoyer à l’équipe.",
        )
    else:
        _annoncer_envoi(request, candidature)
    return redirect(candidature)


def _annoncer_envoi(request: HttpRequest, candidature: Candidature) -> None:
    adresse = candidature.porteur.email
    messages.success(
        request, f"Votre candidature est envoyée, sous le numéro {candidature.numero}. Un accusé de réception part à l’adresse {adresse}."
    )
