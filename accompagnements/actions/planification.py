"""Sessions to come: planned, moved, cancelled."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.db import transaction
from django.utils import timezone

from accompagnements import droits, lectures, notifications, regles
from accompagnements.models import Accompagnement, Deplacement, Seance
from socle import horloge
from socle.acteurs import Acteur
from socle.refus import DejaParti, RefusDroit, RefusEtat
from socle.templatetags.tsf import moment as en_moment
from socle.workflow import franchir, journaliser, verrouiller

from .presences import RefusSeance, inscrire, lever


@dataclass(frozen=True)
class Plan:
    """When (aware moments of one day), where (an address, or the link of a video call), and how many half-days it takes (0, 1 or 2)."""

    debut: datetime
    fin: datetime
    demi_journees: int
    a_distance: bool = False
    lieu: str = ""


def planifier(accompagnement: Accompagnement, plan: Plan, *, cle: uuid.UUID, acteur: Acteur) -> Seance:
    """Plan a session: its half-days are reserved, both people are taken at that moment. The same `cle` twice is one session.

    Raises RefusSeance with a French sentence (before signature, outside the dates, beyond the half-days, somebody is elsewhere), DejaParti
    when the key has served for another session.
    """
    _exiger_la_paire(accompagnement, acteur)
    with transaction.atomic():
        frais = verrouiller(accompagnement)
        if deja := Seance.objects.filter(cle=cle).first():
            return _la_meme(deja, frais, plan)
        _verifier(frais, plan)
        seance = Seance.objects.create(dossier=frais.dossier, accompagnement=frais, cle=cle, **_champs(plan))
        _occuper(seance)
        journaliser(seance, "planifier", acteur)
        notifications.annoncer_seance(seance, acteur)
    return seance


def deplacer(seance: Seance, plan: Plan, *, cle: uuid.UUID, acteur: Acteur, motif: str = "") -> Seance:
    """Move a planned session; where it was is kept, with who moved it and why. The same `cle` twice is one move."""
    _exiger_la_paire(seance.accompagnement, acteur)
    with transaction.atomic():
        accompagnement = verrouiller(seance.accompagnement)
        frais = verrouiller(seance)
        if Deplacement.objects.filter(cle=cle, seance=frais).exists():
            return frais
        if frais.etat != Seance.Etat.PREVUE:
            raise RefusEtat(f"Cette séance ne se déplace plus : l’état est maintenant « {frais.get_etat_display().lower()} ».")
        _verifier(accompagnement, plan, sans=frais)
        _noter_le_deplacement(frais, plan, cle=cle, motif=motif, acteur=acteur)
        for champ, valeur in _champs(plan).items():
            setattr(frais, champ, valeur)
        frais.revision += 1
        frais.save()
        _occuper(frais)
        journaliser(frais, "deplacer", acteur)
        notifications.annoncer_deplacement(frais)
    return frais


def annuler_seance(seance: Seance, *, motif: str, acteur: Acteur) -> Seance:
    """Cancel a planned session: its half-days and its people are free again, both sides read why."""
    with transaction.atomic():
        frais = franchir(seance, "annuler", acteur=acteur, motif=motif)
        lever(frais)
        notifications.annoncer_annulation(frais)
    return frais


def _exiger_la_paire(accompagnement: Accompagnement, acteur: Acteur) -> None:
    if not (droits.est_de_la_paire(accompagnement, acteur) or droits.peut_conduire(accompagnement, acteur)):
        raise RefusDroit("Seules les deux personnes de l’accompagnement fixent leurs séances.")


def _verifier(accompagnement: Accompagnement, plan: Plan, *, sans: Seance | None = None) -> None:
    if phrase := lectures.fermeture(accompagnement):
        raise RefusSeance(phrase)
    instants = [timezone.localtime(instant) for instant in (plan.debut, plan.fin, horloge.maintenant())]
    debut, fin, maintenant = instants
    cadre = lectures.cadre(accompagnement, sans=sans)
    if trouve := regles.empechement_de_planifier(cadre, debut, fin, plan.demi_journees, maintenant):
        raise RefusSeance(trouve.phrase, trouve.champ)


def _champs(plan: Plan) -> dict[str, object]:
    return {
        "jour": timezone.localtime(plan.debut).date(),
        "debut": plan.debut,
        "fin": plan.fin,
        "demi_journees": plan.demi_journees,
        "a_distance": plan.a_distance,
        "lieu": plan.lieu,
    }


def _occuper(seance: Seance) -> None:
    """The two people are taken at that moment."""
    paire = seance.accompagnement
    debut, fin = (timezone.localtime(instant) for instant in (seance.debut, seance.fin))
    moments = regles.moments_de(debut, fin, seance.demi_journees)
    inscrire(seance, [paire.mentor.personne_id, paire.beneficiaire.personne_id], moments, champ="jour")


def _la_meme(deja: Seance, accompagnement: Accompagnement, plan: Plan) -> Seance:
    """Return the session of this very sending."""
    ecrit = {champ: getattr(deja, champ) for champ in _champs(plan)}
    if deja.accompagnement_id == accompagnement.pk and ecrit == _champs(plan):
        return deja
    raise DejaParti(
        f"Une séance est déjà partie depuis cette page, pour le {en_moment(deja.debut) if deja.debut else deja.jour}. "
        "Celle-ci en diffère : elle n’est pas enregistrée. Si c’est une autre séance, vérifiez le jour et l’heure, puis envoyez-la."
    )


def _noter_le_deplacement(seance: Seance, plan: Plan, *, cle: uuid.UUID, motif: str, acteur: Acteur) -> None:
    Deplacement.objects.create(
        seance=seance,
        cle=cle,
        # Planned: its hours are there.
        de_debut=cast(datetime, seance.debut),
        de_fin=cast(datetime, seance.fin),
        de_lieu=seance.lieu,
        vers_debut=plan.debut,
        vers_fin=plan.fin,
        vers_lieu=plan.lieu,
        motif=motif,
        par=acteur.personne,
        le=horloge.maintenant(),
    )
