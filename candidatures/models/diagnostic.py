"""The interview sheet, and the agreement of the applicant on it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from programme.models import Dispositif

from .candidature import Candidature


class Orientation(models.TextChoices):
    """Where else a need finds its answer."""

    DLA = "dla", "DLA (dispositif local d’accompagnement)"
    PRODEV = "prodev", "PRODÈV"
    AFDAS = "afdas", "AFDAS"
    CNM = "cnm", "CNM (Centre national de la musique)"
    AUTRE = "autre", "Un autre dispositif"


class Diagnostic(models.Model):
    """The levels agreed at the interview are the Positionnement rows of moment T0.

    While it is a draft, `brouillon` holds what was typed, as typed; writing it fills the columns. Shared, it waits for the agreement of
    the applicant, that blocks nothing.
    """

    class Avenir(models.TextChoices):
        ACCOMPAGNER = "accompagner", "Accompagner"
        REORIENTER = "reorienter", "Réorienter"
        AJOURNER = "ajourner", "Ajourner"

    candidature = models.OneToOneField(Candidature, on_delete=models.PROTECT, related_name="diagnostic")
    brouillon = models.JSONField(default=dict, blank=True, help_text="la fiche incomplète, telle que saisie")
    brouillon_le = models.DateTimeField("brouillon gardé le", null=True, blank=True)
    contexte = models.TextField(blank=True)
    synthese = models.TextField("synthèse de l’entretien", blank=True)
    dispositif = models.ForeignKey(
        Dispositif, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="dispositif recommandé"
    )
    demi_journees = models.PositiveSmallIntegerField("demi-journées recommandées", null=True, blank=True)
    avenir = models.CharField("orientation", max_length=12, choices=Avenir, blank=True)
    oriente_vers = models.CharField("orienté vers", max_length=8, choices=Orientation, blank=True)
    redige_par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    redige_le = models.DateTimeField("rédigé le", null=True, blank=True)
    partage_le = models.DateTimeField("partagé le", null=True, blank=True)
    accord_le = models.DateTimeField("accord donné le", null=True, blank=True)
    accord_par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    correction_demandee_le = models.DateTimeField("correction demandée le", null=True, blank=True)

    class Meta:
        verbose_name = "diagnostic"
        constraints = [
            models.CheckConstraint(
                condition=Q(redige_le__isnull=True)
                | (~Q(synthese="") & Q(dispositif__isnull=False) & Q(demi_journees__isnull=False) & ~Q(avenir="")),
                name="diagnostic_redige_complet",
            ),
            models.CheckConstraint(condition=Q(partage_le__isnull=True) | Q(redige_le__isnull=False), name="diagnostic_partage_redige"),
            models.CheckConstraint(condition=Q(accord_le__isnull=True) | Q(partage_le__isnull=False), name="diagnostic_accord_sur_partage"),
        ]

    def __str__(self) -> str:
        return f"Diagnostic de {self.candidature}"

    @property
    def version(self) -> str:
        """What names this wording: an agreement is given on it, not on another."""
        return self.redige_le.isoformat() if self.redige_le else ""

    @property
    def attend_un_accord(self) -> bool:
        """Shared, and the applicant has said nothing yet."""
        return bool(self.partage_le) and not (self.accord_le or self.correction_demandee_le)
