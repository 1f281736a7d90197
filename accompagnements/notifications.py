"""Mails about proposals and pairs."""

from candidatures.models import Candidature
from comptes import liens
from comptes.models import Personne
from socle import courriels

from . import lectures
from .droits import BUT
from .models import Accompagnement, Proposition, QuestionProposition


def cote_beneficiaire(candidature: Candidature) -> list[Personne]:
    """Return who is written to on the side that asks: the person who carries the request and the personne accompagnée, once each."""
    return list({personne.pk: personne for personne in (candidature.porteur, candidature.referente.personne)}.values())


def _contexte(proposition: Proposition) -> dict[str, object]:
    candidature = proposition.candidature
    besoin = lectures.besoin(candidature)
    departement = candidature.structure.departement
    return {
        "numero": candidature.dossier.numero,
        "intitule": candidature.intitule,
        "structure": str(candidature.structure),
        "departement": departement.nom if departement else "",
        "demi_journees": besoin.demi_journees,
        "mentor": str(proposition.profil.personne),
        "mentor_structure": str(proposition.profil.structure),
        "echeance": proposition.echeance.isoformat(),
        "chemin": proposition.get_absolute_url(),
    }


def solliciter_mentor(proposition: Proposition) -> None:
    """Ask the personne-ressource, with the link to answer."""
    _ecrire_au_mentor("proposition", proposition)


def repondre_au_mentor(proposition: Proposition, question: QuestionProposition) -> None:
    """Answer what the personne-ressource asked, with the link to answer the proposal."""
    _ecrire_au_mentor("reponse", proposition, question=question.texte, reponse=question.reponse)


def _ecrire_au_mentor(gabarit: str, proposition: Proposition, **plus: object) -> None:
    personne = proposition.profil.personne
    lien = liens.ouvrir(BUT, personne=personne, objet_id=proposition.pk)
    courriels.ecrire(
        f"accompagnements/{gabarit}",
        personne,
        dossier=proposition.dossier,
        contexte=_contexte(proposition) | plus,
        liens={"lien": liens.pour_courriel(lien)},
    )


def demander_confirmation(proposition: Proposition) -> None:
    """Tell the beneficiary who accepted, and ask for a confirmation."""
    contexte = _contexte(proposition)
    for personne in cote_beneficiaire(proposition.candidature):
        courriels.ecrire("accompagnements/confirmation", personne, dossier=proposition.dossier, contexte=contexte)


def annoncer_retrait(proposition: Proposition) -> None:
    """Tell the personne-ressource that they are no longer asked."""
    courriels.ecrire("accompagnements/retrait", proposition.profil.personne, dossier=proposition.dossier, contexte=_contexte(proposition))


def annoncer_paire(accompagnement: Accompagnement) -> None:
    """Tell both sides that the pair is born, and what comes next."""
    _ecrire_a_la_paire("paire", accompagnement)


def annoncer_abandon(accompagnement: Accompagnement) -> None:
    """Tell both sides that the pair is given up, why, and whether the request goes on."""
    candidature = accompagnement.candidature
    reste_acceptee = candidature.etat_visible == Candidature.Etat.ACCEPTEE
    _ecrire_a_la_paire("abandon", accompagnement, motif=accompagnement.motif, intitule=candidature.intitule, reste_acceptee=reste_acceptee)


def _ecrire_a_la_paire(gabarit: str, accompagnement: Accompagnement, **plus: object) -> None:
    contexte = {
        "numero": accompagnement.numero,
        "mentor": str(accompagnement.mentor.personne),
        "beneficiaire": str(accompagnement.beneficiaire),
        "structure": str(accompagnement.candidature.structure),
        "demi_journees": accompagnement.demi_journees,
        "chemin": accompagnement.get_absolute_url(),
        **plus,
    }
    for personne in (accompagnement.mentor.personne, *cote_beneficiaire(accompagnement.candidature)):
        courriels.ecrire(f"accompagnements/{gabarit}", personne, dossier=accompagnement.dossier, contexte=contexte)
