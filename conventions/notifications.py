"""Mails about agreements."""

from accompagnements.notifications import cote_beneficiaire
from comptes.models import Personne
from socle import courriels

from .models import Convention


def _parties(convention: Convention) -> tuple[Personne, ...]:
    accompagnement = convention.accompagnement
    return (accompagnement.mentor.personne, *cote_beneficiaire(accompagnement.candidature))


def _contexte(convention: Convention) -> dict[str, object]:
    return {
        "numero": convention.numero,
        "structure": str(convention.accompagnement.candidature.structure),
        "mentor": str(convention.accompagnement.mentor.personne),
        "demi_journees": convention.demi_journees,
        "debut": convention.debut.isoformat(),
        "fin": convention.fin.isoformat(),
        "chemin": convention.get_absolute_url(),
        "chemin_accompagnement": convention.accompagnement.get_absolute_url(),
    }


def envoyer_a_signer(convention: Convention) -> None:
    """Tell both sides that the agreement is ready to print and sign."""
    for personne in _parties(convention):
        courriels.ecrire("conventions/a_signer", personne, dossier=convention.dossier, contexte=_contexte(convention))


def annoncer_signature(convention: Convention) -> None:
    """Tell both sides that everybody signed, and from which day on sessions may be held."""
    contexte = _contexte(convention) | {"debut": convention.accompagnement.debut.isoformat()}
    for personne in _parties(convention):
        courriels.ecrire("conventions/signee", personne, dossier=convention.dossier, contexte=contexte)


def annoncer_annulation(convention: Convention) -> None:
    """Tell both sides that the agreement they had to sign binds nobody."""
    for personne in _parties(convention):
        courriels.ecrire("conventions/annulation", personne, dossier=convention.dossier, contexte=_contexte(convention))
