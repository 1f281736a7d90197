"""What the pilot writes on a request: the diagnosis and the decision."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from programme.models import Dispositif

from .candidature import Candidature


class Diagnostic(models.Model):
    """The interview sheet; the levels agreed there are the Positionnement rows of moment T0."""

    candidature = models.OneToOneField(Candidature, on_delete=models.PROTECT, related_name="diagnostic")
    synthese = models.TextField("synthèse de l’entretien")
    dispositif = models.ForeignKey(Dispositif, on_delete=models.PROTECT, related_name="+", verbose_name="dispositif recommandé")
    demi_journees = models.PositiveSmallIntegerField("demi-journées recommandées")
    redige_par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    redige_le = models.DateTimeField("rédigé le")

    class Meta:
        verbose_name = "diagnostic"

    def __str__(self) -> str:
        return f"Diagnostic de {self.candidature}"


class Decision(models.Model):
    """What was decided, why, by whom; `demi_journees` is what an acceptance grants."""

    class Sens(models.TextChoices):
        IRRECEVABLE = "irrecevable", "Irrecevable"
        ACCEPTEE = "acceptee", "Acceptée"
        REFUSEE = "refusee", "Refusée"
        SANS_SUITE = "sans_suite", "Sans suite"

    candidature = models.ForeignKey(Candidature, on_delete=models.PROTECT, related_name="decisions")
    sens = models.CharField(max_length=16, choices=Sens)
    motif = models.TextField(blank=True, help_text="motif du refus, ou réserve d’un accord")
    dispositif = models.ForeignKey(Dispositif, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    demi_journees = models.PositiveSmallIntegerField("demi-journées accordées", default=0)
    par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    le = models.DateTimeField()

    class Meta:
        verbose_name = "décision"
        ordering = ["-le", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(sens="acceptee") | Q(demi_journees__gte=1), name="decision_accord_chiffre"),
            models.CheckConstraint(condition=Q(sens="acceptee") | ~Q(motif=""), name="decision_motivee"),
        ]

    def __str__(self) -> str:
        return f"{self.get_sens_display()} ({self.candidature})"
