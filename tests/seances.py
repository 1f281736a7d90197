"""Brings a pair to a session in any state, by the real actions."""

import uuid
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from accompagnements import actions
from accompagnements.models import Accompagnement, Seance
from socle import horloge
from tests import parcours
from tests.scenes import rejouee


def plan(jours: int = 3, de: int = 9, a: int = 12, *, demi_journees: int = 1, **champs: Any) -> actions.Plan:
    """Return a session in so many days, between two hours of Paris."""
    minuit = timezone.make_aware(datetime.combine(horloge.aujourdhui() + timedelta(days=jours), time()))
    return actions.Plan(minuit.replace(hour=de), minuit.replace(hour=a), demi_journees, **champs)


@rejouee
def seance(etat: str = "prevue", *, accompagnement_: Accompagnement | None = None, jours: int = 3) -> Seance:
    """Return a session in this state: planned, or held and told by the mentor today, then contested, then set aside by the team."""
    paire = accompagnement_ or parcours.accompagnement("conventionne")
    mentor = parcours.acteur(paire.mentor.personne)
    if etat == "prevue":
        return actions.planifier(paire, plan(jours), cle=uuid.uuid4(), acteur=mentor)
    tenue = actions.declarer_tenue(paire, parcours.compte_rendu(), acteur=mentor)
    if etat == "tenue":
        return tenue
    contestee = actions.contester(tenue, motif="Nous n’étions pas ensemble.", acteur=parcours.acteur(paire.candidature.porteur))
    if etat == "contestee":
        return contestee
    return actions.ecarter(contestee, mot="Vu avec vous deux.", acteur=parcours.acteur(parcours.pilote()))
