"""Mails about requests."""

from django.urls import reverse

from comptes import liens
from socle import courriels
from socle.models import Courriel

from . import lectures
from .droits import BUT_AVIS
from .models import Avis, Candidature, Decision, DemandeComplement, Diagnostic, Orientation

DEMANDES_D_AVIS = ("candidatures/demande_avis", "candidatures/relance_avis")


def _ecrire(gabarit: str, candidature: Candidature, *, retenu: bool = False, **contexte: object) -> Courriel:
    avant = lectures.reponse_avant(candidature)
    return courriels.ecrire(
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
        retenu=retenu,
    )


def accuser_depot(candidature: Candidature) -> None:
    """Acknowledge a sent request, with its number."""
    _ecrire("accuse_depot", candidature)


def annoncer_recevabilite(candidature: Candidature) -> None:
    """Say that the request fulfils the conditions, and what comes next."""
    _ecrire("recevable", candidature)


def preparer_annonce(decision: Decision) -> Courriel:
    """Write the mail of a decision, and hold it: the applicant hears of it when the team says so."""
    candidature = decision.candidature
    return _ecrire(
        decision.sens,
        candidature,
        retenu=True,
        motif=decision.motif,
        orientation="" if decision.orientation == Orientation.AUTRE else decision.get_orientation_display(),
        jusqu_au=candidature.ajournee_jusqu_au.isoformat() if candidature.ajournee_jusqu_au else "",
        dispositif=str(decision.dispositif or ""),
        demi_journees=decision.demi_journees,
        mot="",
    )


def annoncer(decision: Decision) -> None:
    """Let the mail of a decision go, with the sentence that the team added."""
    if decision.courriel:
        decision.courriel.contexte = {**decision.courriel.contexte, "mot": decision.mot}
        decision.courriel.save()
        courriels.liberer(decision.courriel)


def demander_complement(demande: DemandeComplement) -> None:
    """Ask the applicant to complete their request, with the word of the team and the deadline."""
    _ecrire_du_complement("complement", demande, message=demande.message)


def prolonger_complement(demande: DemandeComplement) -> None:
    """Say that there is more time."""
    _ecrire_du_complement("complement_prolonge", demande)


def rappeler_complement(demande: DemandeComplement) -> None:
    """Recall the deadline: two days before, then on the day."""
    _ecrire_du_complement("complement_rappel", demande)


def annuler_complement(demande: DemandeComplement) -> None:
    """Say that nothing is asked any more."""
    _ecrire("complement_annule", demande.candidature)


def _ecrire_du_complement(gabarit: str, demande: DemandeComplement, **contexte: object) -> None:
    page = reverse("candidatures:complement", args=[demande.candidature.dossier.numero])
    _ecrire(gabarit, demande.candidature, echeance=demande.echeance.isoformat(), chemin=page, **contexte)


def partager_diagnostic(diagnostic: Diagnostic, *, corrige: bool) -> None:
    """Ask the applicant to read the diagnosis and to say whether they agree; again after a correction."""
    candidature = diagnostic.candidature
    page = reverse("candidatures:diagnostic", args=[candidature.dossier.numero])
    _ecrire("diagnostic", candidature, corrige=corrige, chemin=page)


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
