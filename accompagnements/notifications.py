"""Mails about proposals, pairs and sessions."""

from datetime import datetime

from django.utils import timezone

from candidatures.models import Candidature
from comptes import liens
from comptes.models import Personne
from socle import courriels
from socle.acteurs import Acteur
from socle.templatetags.documents import date_longue
from socle.templatetags.tsf import heure

from . import lectures
from .droits import BUT
from .models import Accompagnement, Proposition, QuestionProposition, Seance

Etat = Accompagnement.Etat


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


def annoncer_rupture(accompagnement: Accompagnement) -> None:
    """Tell both sides that the accompagnement stops, why when the team decided it, and what becomes of what was held."""
    tenues = accompagnement.demi_journees_tenues
    _ecrire_a_la_paire("rupture", accompagnement, motif=accompagnement.motif, tenues=tenues, intitule=accompagnement.candidature.intitule)


def annoncer_reste_rendu(accompagnement: Accompagnement, demi_journees: int) -> None:
    """Tell the side that asked that nobody takes over: what was left is theirs to ask again."""
    candidature = accompagnement.candidature
    contexte = {
        "numero": accompagnement.numero,
        "intitule": candidature.intitule,
        "structure": str(candidature.structure),
        "demi_journees": demi_journees,
        "chemin": accompagnement.get_absolute_url(),
    }
    for personne in cote_beneficiaire(candidature):
        courriels.ecrire("accompagnements/reste-rendu", personne, dossier=accompagnement.dossier, contexte=contexte)


def annoncer_seance(seance: Seance, acteur: Acteur) -> None:
    """Tell the others that a session is planned; who planned it knows."""
    _ecrire_sur("seance-prevue", seance, sauf=acteur.personne)


def annoncer_deplacement(seance: Seance) -> None:
    """Tell both sides when and where a session is now, when it was to be, and why it moved."""
    deplacement = seance.deplacements.latest("pk")
    avant = _quand(deplacement.de_debut, deplacement.de_fin)
    _ecrire_sur("seance-deplacee", seance, avant=avant, motif=deplacement.motif, par=str(deplacement.par or ""))


def annoncer_annulation(seance: Seance) -> None:
    """Tell both sides that a planned session does not take place, and why."""
    paire = seance.accompagnement
    _ecrire_sur("seance-annulee", seance, motif=seance.motif, reste_ouverte=paire.etat in (Etat.CONVENTIONNE, Etat.EN_COURS))


def annoncer_absence(seance: Seance) -> None:
    """Tell both sides that an absence was noted: the team settles."""
    _ecrire_sur("absence", seance, motif=seance.motif)


def annoncer_contestation(seance: Seance) -> None:
    """Tell both sides that a half-day is contested, why, and that the team settles."""
    _ecrire_sur("contestation", seance, motif=seance.contestation)


def annoncer_decision(seance: Seance) -> None:
    """Tell both sides what the team settled."""
    _ecrire_sur("seance-tranchee", seance, compte=seance.etat != Seance.Etat.ANNULEE, mot=seance.arbitrage)


def _ecrire_sur(gabarit: str, seance: Seance, *, sauf: Personne | None = None, **plus: object) -> None:
    contexte = {
        "quand": _quand(seance.debut, seance.fin) if seance.debut and seance.fin else date_longue(seance.jour),
        "a_distance": seance.a_distance,
        "lieu": seance.lieu,
        "demi_journees": seance.demi_journees,
        "chemin": seance.get_absolute_url(),
        **plus,
    }
    _ecrire_a_la_paire(gabarit, seance.accompagnement, sauf=sauf, **contexte)


def _quand(debut: datetime, fin: datetime) -> str:
    """Return "mardi 3 mars 2026, de 9 h 30 à 12 h 30"."""
    return f"{date_longue(timezone.localtime(debut).date())}, de {heure(debut)} à {heure(fin)}"


def _ecrire_a_la_paire(gabarit: str, accompagnement: Accompagnement, *, sauf: Personne | None = None, **plus: object) -> None:
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
        if personne == sauf:
            continue
        courriels.ecrire(f"accompagnements/{gabarit}", personne, dossier=accompagnement.dossier, contexte=contexte)
