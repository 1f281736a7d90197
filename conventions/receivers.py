"""What this application does when a request leaves the path, or an accompagnement is over."""

from django.dispatch import receiver

from accompagnements.models import Accompagnement
from accompagnements.signaux import accompagnement_realise
from candidatures.models import Candidature
from candidatures.signaux import candidature_sortie
from socle.acteurs import SYSTEME, Acteur
from socle.refus import Refus

from . import actions
from .models import Convention


@receiver(candidature_sortie, dispatch_uid="conventions.sortie")
def annuler_les_conventions(candidature: Candidature, acteur: Acteur, **_: object) -> None:
    """Cancel the agreement in preparation; refuse when it was already issued."""
    ouvertes = Convention.objects.filter(accompagnement__candidature=candidature).exclude(etat=Convention.Etat.ANNULEE)
    for convention in ouvertes:
        if convention.etat != Convention.Etat.PREPAREE:
            raise Refus("La convention est déjà émise : demandez d’abord à l’équipe pilote de l’annuler.")
        actions.annuler(convention, acteur=SYSTEME)


@receiver(accompagnement_realise, dispatch_uid="conventions.realise")
def liberer_ce_qui_n_est_pas_tenu(accompagnement: Accompagnement, **_: object) -> None:
    """An early end gives back to the line the half-days that will not be held."""
    actions.liberer_le_reste(accompagnement)
