"""What this application does when a request leaves the path."""

from django.dispatch import receiver

from candidatures.models import Candidature
from candidatures.signaux import candidature_sortie
from socle.acteurs import SYSTEME, Acteur
from socle.refus import Refus
from socle.workflow import franchir

from . import actions
from .models import Accompagnement, Proposition
from .models.proposition import OUVERTES


@receiver(candidature_sortie, dispatch_uid="accompagnements.sortie")
def defaire(candidature: Candidature, acteur: Acteur, **_: object) -> None:
    """Withdraw the open proposal and give the unsigned pair up; refuse when an agreement already binds the parties."""
    for accompagnement in Accompagnement.objects.filter(candidature=candidature).exclude(etat=Accompagnement.Etat.ABANDONNE):
        if accompagnement.etat != Accompagnement.Etat.PREPARE:
            raise Refus("La convention est signée : l’accompagnement se termine, il ne se retire plus.")
        franchir(accompagnement, "abandonner", acteur=SYSTEME)
    for proposition in Proposition.objects.filter(candidature=candidature, etat__in=OUVERTES):
        actions.retirer(proposition, acteur=SYSTEME)
