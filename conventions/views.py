"""The agreement, for both parties: what is agreed in plain words, its PDF, the signed copy."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from comptes.acteurs import est_pilote
from socle import consultations, fichiers
from socle.documents.production import servir_document, servir_donnees
from socle.models import DocumentProduit

from . import documents, lectures
from .models import Convention


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
    return render(request, "conventions/detail.html", {"convention": convention, "contenu": contenu})


@require_safe
def pdf(request: HttpRequest, numero: str) -> HttpResponseBase:
    """The PDF that counts: the sealed one once everybody has signed, the issued one before."""
    convention = _la_mienne(request, numero)
    if convention.scelle:
        return servir_document(convention.scelle)
    if convention.document is None:
        messages.info(request, "Le document n’est pas encore prêt. Réessayez dans quelques instants.")
        return redirect(convention)
    return servir_document(convention.document)


@require_safe
def signee(request: HttpRequest, numero: str) -> HttpResponseBase:
    """The scan of the signed copy."""
    convention = _la_mienne(request, numero)
    if convention.signee_papier is None:
        raise Http404("Not signed yet.")
    return fichiers.servir(convention.signee_papier)


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
