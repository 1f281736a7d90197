"""Mails about requests."""

from socle import courriels

from . import lectures
from .models import Candidature


def _ecrire(gabarit: str, candidature: Candidature, **contexte: object) -> None:
    avant = lectures.reponse_avant(candidature)
    courriels.ecrire(
        f"candidatures/{gabarit}",
        candidature.porteur,
        dossier=candidature.dossier,
        contexte={
            "numero": candidature.dossier.numero,
            "intitule": candidature.intitule,
            "chemin": candidature.get_absolute_url(),
            "echeance": avant.isoformat() if avant else "",
            **contexte,
        },
    )


def accuser_depot(candidature: Candidature) -> None:
    """Acknowledge a sent request, with its number."""
    _ecrire("accuse_depot", candidature)


def annoncer_recevabilite(candidature: Candidature) -> None:
    """Say that the request fulfils the conditions, and what comes next."""
    _ecrire("recevable", candidature)


def annoncer_irrecevabilite(candidature: Candidature, motif: str) -> None:
    """Say that the request does not fulfil the conditions, and why."""
    _ecrire("irrecevable", candidature, motif=motif)


def annoncer_accord(candidature: Candidature, *, demi_journees: int, dispositif: str, reserve: str, mentor: str) -> None:
    """Say yes, with what is granted, a possible reservation, and who already accepted ("": somebody is looked for)."""
    _ecrire("acceptee", candidature, demi_journees=demi_journees, dispositif=dispositif, reserve=reserve, mentor=mentor)


def annoncer_refus(candidature: Candidature, motif: str) -> None:
    """Say no, and why."""
    _ecrire("refusee", candidature, motif=motif)


def annoncer_sans_suite(candidature: Candidature, motif: str) -> None:
    """Say that nothing will follow, and why."""
    _ecrire("sans_suite", candidature, motif=motif)


def prevenir_message(candidature: Candidature) -> None:
    """Tell the applicant that the pilot wrote in the thread."""
    _ecrire("message", candidature)
