"""The agreement, for both parties: what is agreed in plain words, its PDF, the signed copy."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accompagnements.droits import est_de_la_paire
from comptes.acteurs import est_pilote
from comptes.porte import SESSION_OU_LIEN_FINI, vers_la_connexion
from conventions import documents, lectures
from conventions.models import Convention
from socle import consultations, fichiers
from socle.documents.production import servir_document, servir_donnees
from socle.models import DocumentProduit


def _la_mienne(request: HttpRequest, numero: str) -> Convention:
    visibles = lectures.pour_page(Convention.objects.visibles_par(request.acteur))
    convention = get_object_or_404(visibles, numero=numero)
    if est_pilote(request.acteur):
        consultations.consigner(convention, acteur=request.acteur)
    return convention


@require_safe
def detail(request: HttpRequest, numero: str) -> HttpResponseBase:
    """What the agreement says and where it stands."""
    convention = _la_mienne(request, numero)
    # Before emission nothing is frozen: the pilot reads what it would say now.
    contenu = convention.contexte or documents.contexte(convention)
    contexte = {
        "convention": convention,
        "contenu": contenu,
        "en_vigueur": lectures.en_vigueur(convention, request.acteur),
        "ma_signature": lectures.la_mienne(convention, request.acteur),
        # Who only represents a structure signs, and does not follow the pair.
        "montre_la_paire": est_pilote(request.acteur) or est_de_la_paire(convention.accompagnement, request.acteur),
    }
    return render(request, "conventions/detail.html", contexte)


@login_not_required
@never_cache
@require_safe
def pdf(request: HttpRequest, numero: str) -> HttpResponseBase:
    """The PDF that counts: the sealed one once everybody has signed, the issued one before; also for who signs by a link."""
    if request.acteur.personne is None:
        return vers_la_connexion(request, SESSION_OU_LIEN_FINI)
    convention = _la_mienne(request, numero)
    if convention.scelle:
        return servir_document(convention.scelle)
    if convention.document is None:
        messages.info(request, "Le document n’est pas encore prêt. Réessayez dans quelques instants.")
        return redirect(convention)
    return servir_document(convention.document)


@login_not_required
@never_cache
@require_safe
def exemplaire(request: HttpRequest, numero: str, pk: int) -> HttpResponseBase:
    """The scan of the paper that bears one signature."""
    if request.acteur.personne is None:
        return vers_la_connexion(request, SESSION_OU_LIEN_FINI)
    convention = _la_mienne(request, numero)
    porteur = next((signataire for signataire in convention.signatures if signataire.pk == pk and signataire.exemplaire), None)
    if porteur is None:
        raise Http404("No paper bears this signature.")
    return fichiers.servir(porteur.exemplaire)


@require_safe
def emise(request: HttpRequest, numero: str) -> HttpResponseBase:
    """The PDF as it was issued, then read and signed."""
    return servir_document(_existe(_la_mienne(request, numero).document))


@require_safe
def preuve(request: HttpRequest, numero: str) -> HttpResponseBase:
    """The evidence file, sealed."""
    return servir_document(_existe(_la_mienne(request, numero).dossier_de_preuve))


@require_safe
def preuve_json(request: HttpRequest, numero: str) -> HttpResponseBase:
    """The data of the evidence file, as they are attached to it."""
    return servir_donnees(_existe(_la_mienne(request, numero).dossier_de_preuve))


def _existe(document: DocumentProduit | None) -> DocumentProduit:
    if document is None:
        raise Http404("Not made yet.")
    return document
