"""Trying every transition from one state: what passes and where it leads, what refuses and why; nothing is kept."""

from typing import Any

from django.db import transaction

from socle.acteurs import Acteur
from socle.models import ModeleAEtats
from socle.refus import Refus, RefusDroit, RefusEtat
from socle.workflow import franchir


def transitions(modele: type[ModeleAEtats]) -> list[str]:
    """Return the names of all the transitions of a model."""
    return sorted(modele._meta.get_field("etat").transitions[modele])


def essayer(objet: ModeleAEtats, nom: str, acteur: Acteur, **donnees: Any) -> str:
    """Return the state where the transition leads, "état" or "droit" when these stand in the way, else the sentence of the refusal."""
    try:
        with transaction.atomic():
            arrivee = franchir(objet, nom, acteur=acteur, **donnees).etat
            transaction.set_rollback(True)
    except RefusEtat:
        return "état"
    except RefusDroit:
        return "droit"
    except Refus as refus:
        return refus.phrase
    return arrivee


def tout_essayer(objet: ModeleAEtats, acteurs: dict[str, Acteur], donnees: dict[str, dict[str, Any]]) -> dict[str, str]:
    """Try each transition as the actor who may take it; leave out those that the state refuses."""
    issues = {nom: essayer(objet, nom, acteurs[nom], **donnees.get(nom, {})) for nom in transitions(type(objet))}
    return {nom: issue for nom, issue in issues.items() if issue != "état"}
