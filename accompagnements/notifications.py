"""Mails about proposals and pairs."""

from socle import courriels

from .models import Accompagnement, Proposition


def _contexte(proposition: Proposition) -> dict[str, object]:
    candidature = proposition.candidature
    return {
        "numero": candidature.dossier.numero,
        "intitule": candidature.intitule,
        "structure": str(candidature.structure),
        "mentor": str(proposition.profil.personne),
        "mentor_structure": str(proposition.profil.structure),
        "echeance": proposition.echeance.isoformat(),
        "chemin": proposition.get_absolute_url(),
    }


def solliciter_mentor(proposition: Proposition) -> None:
    """Ask the personne-ressource."""
    courriels.ecrire(
        "accompagnements/proposition", proposition.profil.personne, dossier=proposition.dossier, contexte=_contexte(proposition)
    )


def demander_confirmation(proposition: Proposition) -> None:
    """Tell the beneficiary who accepted, and ask for a confirmation."""
    courriels.ecrire(
        "accompagnements/confirmation", proposition.candidature.porteur, dossier=proposition.dossier, contexte=_contexte(proposition)
    )


def annoncer_retrait(proposition: Proposition) -> None:
    """Tell the personne-ressource that they are no longer asked."""
    courriels.ecrire("accompagnements/retrait", proposition.profil.personne, dossier=proposition.dossier, contexte=_contexte(proposition))


def annoncer_paire(accompagnement: Accompagnement) -> None:
    """Tell both sides that the pair is born, and what comes next."""
    contexte = {
        "numero": accompagnement.numero,
        "mentor": str(accompagnement.mentor.personne),
        "beneficiaire": str(accompagnement.beneficiaire.personne),
        "structure": str(accompagnement.candidature.structure),
        "chemin": accompagnement.get_absolute_url(),
    }
    for personne in (accompagnement.mentor.personne, accompagnement.candidature.porteur):
        courriels.ecrire("accompagnements/paire", personne, dossier=accompagnement.dossier, contexte=contexte)
