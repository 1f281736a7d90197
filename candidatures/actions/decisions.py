"""What the pilot decides on a request: a decision is held, with its mail, until it is announced or taken back."""

from datetime import date
from typing import Any, cast

from django.db import transaction

from candidatures import droits, notifications, restes
from candidatures.models import SORTIES, Candidature, Decision
from candidatures.signaux import candidature_accordee, candidature_sortie
from comptes.models import Structure
from programme.actions import prendre_quota, rendre_quota
from programme.models import Dispositif
from socle import courriels, horloge
from socle.acteurs import Acteur
from socle.refus import DejaFait, Refus, RefusDroit, RefusEtat
from socle.workflow import DEJA_FAIT, franchir, journaliser, verrouiller, vient_d_etre_fait

Etat = Candidature.Etat
ANNONCER = "annoncer_decision"

RIEN_A_ANNONCER = "Aucune décision n’attend d’être annoncée sur ce dossier."


def declarer_irrecevable(candidature: Candidature, *, motif: str, acteur: Acteur) -> Candidature:
    """The request does not fulfil the conditions, for a reason that the applicant will read."""
    with transaction.atomic():
        return _decider(franchir(candidature, "declarer_irrecevable", acteur=acteur), acteur, motif=motif)


def accepter(candidature: Candidature, *, dispositif: Dispositif, demi_journees: int, reserve: str = "", acteur: Acteur) -> Candidature:
    """Grant half-days: the quota is taken under lock. Raises Refus with what is left of the quota."""
    if not dispositif.minimum <= demi_journees <= dispositif.maximum:
        raise Refus(f"« {dispositif} » accorde de {dispositif.minimum} à {dispositif.maximum} demi-journées.")
    with transaction.atomic():
        frais = franchir(candidature, "accepter", acteur=acteur)
        if dispositif.edition_id != frais.appel.edition_id:
            raise Refus("Ce dispositif n’est pas celui de l’édition de l’appel.")
        # A request was sent with its structure: est_complete holds it.
        prendre_quota(dispositif, cast(Structure, frais.structure), demi_journees)
        return _decider(frais, acteur, motif=reserve, dispositif=dispositif, demi_journees=demi_journees)


def refuser(candidature: Candidature, *, motif: str, acteur: Acteur) -> Candidature:
    """Refuse, for a reason that the applicant will read."""
    with transaction.atomic():
        return _decider(franchir(candidature, "refuser", acteur=acteur), acteur, motif=motif)


def mettre_en_attente(candidature: Candidature, *, motif: str = "", acteur: Acteur) -> Candidature:
    """Keep a request that deserves a yes until there is room for it."""
    with transaction.atomic():
        return _decider(franchir(candidature, "mettre_en_attente", acteur=acteur), acteur, motif=motif)


def ajourner(candidature: Candidature, *, motif: str, jusqu_au: date, acteur: Acteur) -> Candidature:
    """Put a request off until a day to come, when the team takes it up again."""
    if jusqu_au <= horloge.aujourdhui():
        raise Refus("Choisissez une date à venir : l’équipe reprend la demande ce jour-là.")
    with transaction.atomic():
        return _decider(franchir(candidature, "ajourner", acteur=acteur, jusqu_au=jusqu_au), acteur, motif=motif)


def reorienter(candidature: Candidature, *, orientation: str, motif: str, acteur: Acteur) -> Candidature:
    """Point to the support that answers the need better."""
    with transaction.atomic():
        return _decider(franchir(candidature, "reorienter", acteur=acteur), acteur, motif=motif, orientation=orientation)


def classer_sans_suite(candidature: Candidature, *, motif: str, cause: str = "autre", acteur: Acteur) -> Candidature:
    """Close a request that will have no follow-up; what was granted is given back."""
    with transaction.atomic():
        avant = verrouiller(candidature)
        frais = franchir(avant, "classer_sans_suite", acteur=acteur)
        if avant.etat == Etat.ACCEPTEE:
            rendre_ce_qui_etait_accorde(frais)
        return _decider(frais, acteur, motif=motif, cause=cause)


def _decider(candidature: Candidature, acteur: Acteur, **contenu: Any) -> Candidature:
    """Write the decision that has just been taken, and its mail; both leave at once only where the call says so."""
    decision = Decision.objects.create(
        candidature=candidature, sens=candidature.etat, par=acteur.personne, le=horloge.maintenant(), **contenu
    )
    decision.courriel = notifications.preparer_annonce(decision)
    decision.save()
    return annoncer_decision(candidature, acteur=acteur) if candidature.appel.annonce_immediate else candidature


def refus_d_annoncer(candidature: Candidature, acteur: Acteur) -> Refus | None:
    """Return why no decision can be announced on this request, None when one waits for it."""
    if not droits.peut_instruire(candidature, acteur):
        return RefusDroit("Seule l’équipe pilote annonce une décision.")
    return None if candidature.etat_avant_annonce else RefusEtat(RIEN_A_ANNONCER)


def annoncer_decision(candidature: Candidature, *, mot: str = "", acteur: Acteur) -> Candidature:
    """Let the held decision go: its mail leaves with a possible sentence of the team, and what follows from it begins.

    Raises DejaFait on a second click, RefusEtat when nothing is held.
    """
    with transaction.atomic():
        frais = verrouiller(candidature)
        if not droits.peut_instruire(frais, acteur):
            raise RefusDroit("Seule l’équipe pilote annonce une décision.")
        decision = frais.decisions.a_annoncer().select_related("courriel").first()
        if decision is None:
            deja = vient_d_etre_fait(frais.dossier, ANNONCER, acteur)
            raise DejaFait(DEJA_FAIT) if deja else RefusEtat(RIEN_A_ANNONCER)
        frais.etat_avant_annonce = ""
        frais.save()
        decision.mot, decision.annoncee_le = mot, horloge.maintenant()
        decision.save()
        notifications.annoncer(decision)
        journaliser(frais, ANNONCER, acteur, decision=decision.pk)
        _faire_suivre(frais, acteur)
    return frais


def _faire_suivre(candidature: Candidature, acteur: Acteur) -> None:
    """Higher applications hear of what the applicant now knows."""
    if candidature.etat in SORTIES:
        candidature_sortie.send(sender=Candidature, candidature=candidature, acteur=acteur)
    elif candidature.etat == Etat.ACCEPTEE:
        candidature_accordee.send(sender=Candidature, candidature=candidature, acteur=acteur)


def reprendre_decision(candidature: Candidature, *, acteur: Acteur) -> Candidature:
    """Take a held decision back: its mail never leaves, the quota is as it was before. Raises Refus when the quota went elsewhere."""
    with transaction.atomic():
        avant = verrouiller(candidature)
        frais = franchir(avant, "reprendre_decision", acteur=acteur)
        annuler_ce_qui_est_retenu(frais)
        if avant.etat == Etat.ACCEPTEE:
            rendre_ce_qui_etait_accorde(frais)
        elif frais.etat == Etat.ACCEPTEE:
            accord = _accord(frais)
            if reste := restes.lire(frais, accord.demi_journees):
                prendre_quota(accord.dispositif, cast(Structure, frais.structure), reste)
    return frais


def annuler_ce_qui_est_retenu(candidature: Candidature) -> None:
    """Cancel the held decision of a request that is locked, and its mail; nothing when none is held."""
    for decision in candidature.decisions.a_annoncer().select_related("courriel"):
        decision.annulee_le = horloge.maintenant()
        decision.save()
        if decision.courriel:
            courriels.annuler(decision.courriel)


def fermer_le_complement(candidature: Candidature) -> None:
    """A request that is locked leaves the path: nothing is asked of it any more."""
    candidature.complements.ouvertes().update(annulee_le=horloge.maintenant())


def rendre_ce_qui_etait_accorde(candidature: Candidature) -> None:
    """Give the half-days of the acceptance, the last one, back to the quota of the structure: what was held stays taken."""
    accord = _accord(candidature)
    if reste := restes.lire(candidature, accord.demi_journees):
        rendre_quota(accord.dispositif, cast(Structure, candidature.structure), reste)


def _accord(candidature: Candidature) -> Any:
    """Return the last acceptance: its dispositif and the structure are there, the action that wrote it took their quota."""
    return candidature.decisions.filter(sens=Decision.Sens.ACCEPTEE).select_related("dispositif").latest("le", "pk")
