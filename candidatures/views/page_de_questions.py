"""A page of questions about a request, whatever it asks them for: shown, kept while one types, kept then judged."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from candidatures import actions
from candidatures.forms import Formulaire, textes_absents
from candidatures.models import Candidature
from questionnaires.definition import Etape
from questionnaires.forms import (
    RETIRER,
    Jugement,
    conflits_en_phrases,
    elements,
    nouvel_onglet,
    onglet_poste,
    retenir,
    revision_postee,
)
from questionnaires.fusion import Saisie
from questionnaires.models import Reponses
from socle import reprise
from socle.refus import Refus, RefusEtat


class Gestes(NamedTuple):
    """The actions by which a page writes: what was typed, a file, a file less."""

    enregistrer: Callable[..., actions.Enregistrement]
    joindre: Callable[..., None]
    retirer: Callable[..., None]


@dataclass(frozen=True)
class Feuille:
    """The questions of a page, and the answers that it writes: those of the draft, or those of a complement, judged among the others."""

    candidature: Candidature
    etape: Etape
    reponses: Reponses
    gestes: Gestes

    def juger(self, saisie: Saisie, jugement: Jugement, **plus: Any) -> Formulaire:
        """Return the form of these questions, filled with what was typed."""
        entiere = self.candidature.reponses.saisie | saisie
        return Formulaire(self.candidature, entiere, etapes=[self.etape], jugement=jugement, **plus)


class Recue(NamedTuple):
    """What a page sent, once kept: judged, and what another tab wrote meanwhile, by field."""

    formulaire: Formulaire
    conflits: Mapping[str, Any]


def montrer(request: HttpRequest, feuille: Feuille) -> dict[str, Any]:
    """Return the context of a page that is opened; what was typed without a session comes back in it."""
    retrouvee = reprise.retrouver(request.session, request.path)
    saisie = feuille.reponses.saisie | (retenir(feuille.etape, retrouvee) if retrouvee else {})
    # What comes back of a page that is gone is compared with the revision that it had seen.
    revision = revision_postee(retrouvee) if retrouvee else feuille.reponses.revision
    return contexte(feuille, feuille.juger(saisie, Jugement.RIEN), retrouvee=bool(retrouvee), revision=revision)


def remontrer(request: HttpRequest, feuille: Feuille, recue: Recue) -> dict[str, Any]:
    """Return the context of a page that comes back with what is wrong: it is still the same tab."""
    return contexte(feuille, recue.formulaire, onglet=onglet_poste(request.POST), conflits=recue.conflits)


def contexte(feuille: Feuille, formulaire: Formulaire, **plus: Any) -> dict[str, Any]:
    """Return what every page of questions shows."""
    [form] = formulaire.etapes
    return {
        "retrouvee": False,
        "au_fil": False,
        "revision": feuille.reponses.revision,
        "onglet": nouvel_onglet(),
        "conflits": {},
        "candidature": feuille.candidature,
        "reponses": feuille.reponses,
        "form": form,
        "elements": elements(form),
    } | plus


def garder_au_fil(request: HttpRequest, feuille: Feuille) -> HttpResponse:
    """Save while the person types (htmx), and say when; files and what is asked of them wait for a button."""
    garde = _garder(request, feuille)
    return render(request, "candidatures/formulaire/sauve.html", {"reponses": garde.reponses, "au_fil": True, "conflits": garde.conflits})


def recevoir(request: HttpRequest, feuille: Feuille, jugement: Jugement) -> Recue:
    """Keep first, whatever was typed; then judge. Raises RefusEtat when the page comes too late."""
    garde = _garder(request, feuille)
    refus = _changer_pieces(request, feuille)
    feuille.reponses.refresh_from_db(fields=["saisie", "revision", "modifiee_le"])
    saisie = feuille.reponses.saisie | retenir(feuille.etape, request.POST)
    formulaire = feuille.juger(saisie, jugement, refus=refus)
    if garde.conflits:
        refus |= conflits_en_phrases(formulaire.etapes[0], garde.conflits)
        formulaire = feuille.juger(saisie, jugement, refus=refus)
    return Recue(formulaire, garde.conflits)


def offrir_en_message(request: HttpRequest, candidature: Candidature, etape: Etape) -> bool:
    """Keep what a late page tells and the request does not hold, as a message ready for the team; tell whether there is any."""
    absents = textes_absents(candidature, retenir(etape, request.POST))
    if absents:
        reprise.garder(request.session, reverse("candidatures:messages", args=[candidature.numero]), [("texte", absents)])
    return bool(absents)


def _garder(request: HttpRequest, feuille: Feuille) -> actions.Enregistrement:
    recues, revision, onglet = retenir(feuille.etape, request.POST), revision_postee(request.POST), onglet_poste(request.POST)
    return feuille.gestes.enregistrer(feuille.candidature, recues, revision=revision, onglet=onglet, acteur=request.acteur)


def _changer_pieces(request: HttpRequest, feuille: Feuille) -> dict[str, str]:
    """Attach or take off the files of the page, apart from the rest; return by field the sentences that refuse them."""
    refus = {}
    for nom in (nom for nom, type_ in feuille.etape.champs().items() if type_ == "fichier"):
        try:
            if televerse := request.FILES.get(nom):
                feuille.gestes.joindre(feuille.candidature, nom, televerse, acteur=request.acteur)
            elif request.POST.get(f"{RETIRER}{nom}"):
                feuille.gestes.retirer(feuille.candidature, nom, acteur=request.acteur)
        except RefusEtat:
            raise
        except Refus as phrase:
            refus[nom] = phrase.phrase
    return refus
