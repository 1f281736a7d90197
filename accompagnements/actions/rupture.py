"""When a signed accompagnement stops before its end, and what becomes of the half-days that are left."""

from typing import cast

from django.db import transaction

from accompagnements import droits, lectures, notifications
from accompagnements.models import Accompagnement
from accompagnements.signaux import accompagnement_interrompu
from candidatures.droits import peut_instruire
from candidatures.models import Candidature
from comptes.models import Structure
from programme.actions import rendre_quota
from socle import horloge
from socle.acteurs import Acteur
from socle.refus import DejaFait, Refus, RefusDroit
from socle.workflow import DEJA_FAIT, franchir, journaliser, verrouiller, vient_d_etre_fait

from .fin import annuler_les_prevues

INTERROMPU = "L’accompagnement s’est arrêté."
RENDRE = "rendre_le_reste"


def rompre(accompagnement: Accompagnement, *, motif: str = "", acteur: Acteur) -> Accompagnement:
    """Stop a signed accompagnement: planned sessions are cancelled, its agreement is terminated, what was held stays held.

    Either side stops without having to say why: what they say is for the team alone. The team says why to both.
    """
    est_partie = droits.est_de_la_paire(accompagnement, acteur)
    if not (est_partie or motif.strip()):
        raise Refus("Dites aux deux personnes pourquoi l’accompagnement s’arrête.")
    with transaction.atomic():
        actuel = verrouiller(accompagnement)
        if actuel.etat == Accompagnement.Etat.ROMPU and est_partie:
            return actuel
        pour_les_deux, pour_l_equipe = ("", motif) if est_partie else (motif, "")
        frais = franchir(actuel, "rompre", acteur=acteur, le=horloge.maintenant(), motif=pour_les_deux, mot=pour_l_equipe)
        annuler_les_prevues(frais, motif=INTERROMPU)
        accompagnement_interrompu.send(sender=Accompagnement, accompagnement=frais, acteur=acteur)
        notifications.annoncer_rupture(frais)
    return frais


def rendre_le_reste(candidature: Candidature, *, acteur: Acteur) -> int:
    """Give back to the structure the half-days of a broken accompagnement that nobody takes up, once; return how many."""
    if not peut_instruire(candidature, acteur):
        raise RefusDroit("Seule l’équipe pilote rend les demi-journées qui restent.")
    with transaction.atomic():
        frais = verrouiller(candidature)
        if phrase := lectures.a_trancher_d_abord(frais):
            raise Refus(phrase)
        rompu = lectures.a_reaffecter(frais)
        if rompu is None:
            deja = vient_d_etre_fait(frais.dossier, RENDRE, acteur)
            raise DejaFait(DEJA_FAIT) if deja else Refus("Aucune demi-journée de cette demande n’est à rendre.")
        reste = rompu.reste_libre
        rendre_quota(rompu.dispositif, cast(Structure, frais.structure), reste)
        rompu.demi_journees_rendues += reste
        rompu.save()
        journaliser(rompu, RENDRE, acteur, demi_journees=reste)
        notifications.annoncer_reste_rendu(rompu, reste)
    return reste
