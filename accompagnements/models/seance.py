"""Sessions, and who was there: one person is never in two half-days at once."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q, Sum
from django_fsm import FSMField, transition

from accompagnements import droits
from socle.models import Dossier, ModeleAEtats

from .accompagnement import Accompagnement


class EtatSeance(models.TextChoices):
    PREVUE = "prevue", "Prévue"
    TENUE = "tenue", "Tenue"


class DemiJournee(models.TextChoices):
    MATIN = "matin", "Matin"
    APRES_MIDI = "apres_midi", "Après-midi"


class SeanceQuerySet(models.QuerySet["Seance"]):
    def tenues(self) -> "SeanceQuerySet":
        return self.filter(etat=EtatSeance.TENUE)

    def total(self) -> int:
        """Sum of the half-days of these sessions."""
        return self.aggregate(total=Sum("demi_journees", default=0))["total"]


class Seance(ModeleAEtats):
    Etat = EtatSeance
    TONS: ClassVar[dict[str, str]] = {"prevue": "cours", "tenue": "fait"}

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="seances")
    accompagnement = models.ForeignKey(Accompagnement, on_delete=models.PROTECT, related_name="seances")
    jour = models.DateField()
    demi_journees = models.PositiveSmallIntegerField("demi-journées")
    a_distance = models.BooleanField("à distance", default=False)
    etat = FSMField("état", max_length=16, choices=EtatSeance, default=EtatSeance.PREVUE, protected=True)
    cle = models.UUIDField("clé d’envoi", unique=True, help_text="rend le double clic sans effet")
    objects = SeanceQuerySet.as_manager()

    class Meta:
        verbose_name = "séance"
        ordering = ["jour", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(demi_journees__gte=1) & Q(demi_journees__lte=2), name="seance_demi_journees_bornees")
        ]

    def __str__(self) -> str:
        return f"{self.accompagnement} le {self.jour:%d/%m/%Y}"

    @property
    def moments(self) -> list[str]:
        """Return the half-days of the session, in words and in order: "matin", "après-midi"."""
        notes = {presence.demi_journee for presence in self.presences.all()}
        return [moment.label.lower() for moment in DemiJournee if moment in notes]

    @transition(etat, source=Etat.PREVUE, target=Etat.TENUE, permission=droits.peut_declarer, custom={"libelle": "Déclarer tenue"})
    def tenir(self) -> None:
        """Held: counts at once."""


class Presence(models.Model):
    """A person in one half-day of one day; unique while active."""

    seance = models.ForeignKey(Seance, on_delete=models.CASCADE, related_name="presences")
    personne = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="presences")
    jour = models.DateField()
    demi_journee = models.CharField("demi-journée", max_length=12, choices=DemiJournee)
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["personne", "jour", "demi_journee"], condition=Q(active=True), name="presence_unique")
        ]

    def __str__(self) -> str:
        return f"{self.personne} le {self.jour:%d/%m/%Y}, {self.get_demi_journee_display()}"
