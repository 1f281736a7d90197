"""Drives the real actions to an avenant in any state."""

from typing import Any

from accompagnements.models import Accompagnement
from conventions import actions as a_conventions
from conventions.models import Convention
from socle import horloge
from tests import parcours
from tests.scenes import rejouee


@rejouee
def avenant(etat: str = "preparee", *, accompagnement_: Accompagnement | None = None, **champs: Any) -> Convention:
    """Return an avenant in this state to the agreement of a pair: one half-day more, or what `champs` (of Changements) say."""
    paire = Accompagnement.objects.get(pk=(accompagnement_ or parcours.accompagnement("conventionne")).pk)
    equipe = parcours.acteur(parcours.pilote())
    valeurs = {"motif": "Une demi-journée de plus.", "debut": paire.debut, "fin": paire.fin, "demi_journees": paire.demi_journees + 1}
    objet = a_conventions.preparer_avenant(paire, a_conventions.Changements(**(valeurs | champs)), acteur=equipe)
    if etat == "preparee":
        return objet
    if etat == "annulee":
        return a_conventions.annuler(objet, acteur=equipe)
    a_conventions.emettre(objet, acteur=equipe)
    parcours.executer("convention")
    objet = Convention.objects.get(pk=objet.pk)
    return objet if etat == "emise" else signer_sur_papier(objet)


def signer_sur_papier(objet: Convention) -> Convention:
    """File a paper signed today by all parties."""
    televerse = parcours.exemplaire_signe(objet.numero)
    return a_conventions.verser_signee(objet, televerse, derniere_signature=horloge.aujourdhui(), acteur=parcours.acteur(parcours.pilote()))
