"""What the two people do not see alike, and what only the team settles: contested half-days, absences."""

from typing import Any

from django.db import transaction

from accompagnements import notifications
from accompagnements.models import Accompagnement, Seance
from socle import horloge
from socle.acteurs import Acteur
from socle.refus import Refus
from socle.workflow import franchir, verrouiller

from .comptes import rendre_apres_la_fin, suivre
from .presences import lever, retablir


def contester(seance: Seance, *, motif: str, acteur: Acteur) -> Seance:
    """The other side says that a half-day was not held so: it stops counting, whoever was elsewhere may say where, the team settles."""
    with transaction.atomic():
        accompagnement, frais = _franchir(seance, "contester", acteur, motif=motif)
        lever(frais)
        suivre(accompagnement)
        notifications.annoncer_contestation(frais)
    return frais


def maintenir(seance: Seance, *, mot: str, acteur: Acteur) -> Seance:
    """The team settles: the half-day was held, and counts again."""
    with transaction.atomic():
        accompagnement, frais = _franchir(seance, "maintenir", acteur, mot=mot)
        retablir(frais)
        suivre(accompagnement)
        notifications.annoncer_decision(frais)
    return frais


def ecarter(seance: Seance, *, mot: str, acteur: Acteur) -> Seance:
    """The team settles: the half-day was not held. After the end, the structure and the line get it back."""
    with transaction.atomic():
        accompagnement, frais = _franchir(seance, "ecarter", acteur, mot=mot)
        rendre_apres_la_fin(accompagnement, frais.demi_journees, acteur=acteur)
        suivre(accompagnement)
        notifications.annoncer_decision(frais)
    return frais


def noter_absence(seance: Seance, *, motif: str, acteur: Acteur) -> Seance:
    """The personne-ressource came, the other did not: the team says how many half-days count."""
    with transaction.atomic():
        accompagnement, frais = _franchir(seance, "noter_absence", acteur, motif=motif)
        autres = frais.presences.exclude(personne=accompagnement.mentor.personne_id).values_list("personne", flat=True)
        lever(frais, list(autres))
        notifications.annoncer_absence(frais)
    return frais


def decider_absence(seance: Seance, *, demi_journees: int, mot: str, acteur: Acteur) -> Seance:
    """The team says how many half-days of an absence count as held, from none to all that were planned."""
    with transaction.atomic():
        accompagnement = verrouiller(seance.accompagnement)
        prevues = verrouiller(seance).demi_journees
        if not 0 <= demi_journees <= prevues:
            raise Refus(f"De 0 à {prevues} : on ne compte pas plus de demi-journées que la séance n’en prévoyait.")
        _, frais = _franchir(seance, "decider_absence", acteur, mot=mot, demi_journees=demi_journees)
        rendre_apres_la_fin(accompagnement, prevues - demi_journees, acteur=acteur)
        suivre(accompagnement)
        notifications.annoncer_decision(frais)
    return frais


def _franchir(seance: Seance, nom: str, acteur: Acteur, **donnees: Any) -> tuple[Accompagnement, Seance]:
    """Lock the pair, then take the transition; return both afresh."""
    accompagnement = verrouiller(seance.accompagnement)
    return accompagnement, franchir(seance, nom, acteur=acteur, par=acteur.personne, le=horloge.maintenant(), **donnees)
