"""Mails about requests."""

from comptes import liens
from socle import courriels
from socle.models import Courriel

from . import lectures
from .droits import BUT_AVIS
from .models import Avis, Candidature

DEMANDES_D_AVIS = ("candidatures/demande_avis", "candidatures/relance_avis")


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


def demander_avis(avis: Avis) -> None:
    """Ask a member of the comité technique for their opinion, with the personal link of this request."""
    _ecrire_au_comite("demande_avis", avis)


def relancer_avis(avis: Avis) -> None:
    """Remind a member who has not answered."""
    _ecrire_au_comite("relance_avis", avis)


def retenir_les_demandes(avis: Avis) -> None:
    """Cancel what has not left yet: nobody is asked for what they have just given, nor for what is no longer asked."""
    en_attente = [Courriel.Etat.RETENU, Courriel.Etat.A_ENVOYER]
    demandes = Courriel.objects.filter(personne=avis.personne, gabarit__in=DEMANDES_D_AVIS, etat__in=en_attente, contexte__avis=avis.pk)
    for demande in demandes:
        courriels.annuler(demande)


def _ecrire_au_comite(gabarit: str, avis: Avis) -> None:
    candidature = avis.candidature
    lien = liens.ouvrir(BUT_AVIS, personne=avis.personne, objet_id=avis.pk)
    courriels.ecrire(
        f"candidatures/{gabarit}",
        avis.personne,
        dossier=avis.dossier,
        contexte={
            "avis": avis.pk,
            "numero": avis.dossier.numero,
            "intitule": candidature.intitule,
            "structure": str(candidature.structure),
            "echeance": avis.echeance.isoformat(),
            "est_passee": avis.est_en_retard,
        },
        liens={"lien": liens.pour_courriel(lien)},
    )
