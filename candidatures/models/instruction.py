"""What the pilot decides on a request."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from programme.models import Dispositif
from socle.models import Courriel

from .candidature import Candidature
from .diagnostic import Orientation


class CauseSansSuite(models.TextChoices):
    """Why nothing follows: counted by the reports, beside the words written to the applicant."""

    AUCUNE_PERSONNE_RESSOURCE = "aucune_personne", "Aucune personne-ressource trouvée"
    SANS_REPONSE = "sans_reponse", "La structure ne répond plus"
    BESOIN_REGLE = "besoin_regle", "Le besoin n’existe plus"
    AUTRE = "autre", "Une autre raison"


class DecisionQuerySet(models.QuerySet["Decision"]):
    def annoncees(self) -> "DecisionQuerySet":
        """What the applicant knows."""
        return self.filter(annoncee_le__isnull=False)

    def a_annoncer(self) -> "DecisionQuerySet":
        """What is held; at most one by request."""
        return self.filter(annoncee_le__isnull=True, annulee_le__isnull=True)

    def tenantes(self) -> "DecisionQuerySet":
        """What was not taken back."""
        return self.filter(annulee_le__isnull=True)


class Decision(models.Model):
    """What was decided, why, by whom; `demi_journees` is what an acceptance grants.

    Its mail is held until the decision is announced, or cancelled when the team takes it back.
    """

    class Sens(models.TextChoices):
        IRRECEVABLE = "irrecevable", "Irrecevable"
        ACCEPTEE = "acceptee", "Acceptée"
        REFUSEE = "refusee", "Refusée"
        EN_LISTE_ATTENTE = "en_liste_attente", "En liste d’attente"
        AJOURNEE = "ajournee", "Ajournée"
        REORIENTEE = "reorientee", "Réorientée"
        SANS_SUITE = "sans_suite", "Sans suite"

    candidature = models.ForeignKey(Candidature, on_delete=models.PROTECT, related_name="decisions")
    sens = models.CharField(max_length=16, choices=Sens)
    motif = models.TextField(blank=True, help_text="motif du refus, ou réserve d’un accord")
    cause = models.CharField(max_length=16, choices=CauseSansSuite, blank=True, help_text="d’un classement sans suite")
    orientation = models.CharField(max_length=8, choices=Orientation, blank=True, help_text="vers quoi la demande est réorientée")
    dispositif = models.ForeignKey(Dispositif, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    demi_journees = models.PositiveSmallIntegerField("demi-journées accordées", default=0)
    par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    le = models.DateTimeField()
    courriel = models.OneToOneField(Courriel, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    mot = models.TextField(blank=True, help_text="une phrase de l’équipe, ajoutée à l’annonce")
    annoncee_le = models.DateTimeField("annoncée le", null=True, blank=True)
    annulee_le = models.DateTimeField(
        "annulée le", null=True, blank=True, help_text="l’équipe est revenue dessus, ou la demande est retirée"
    )
    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "décision"
        ordering = ["-le", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(sens="acceptee") | Q(demi_journees__gte=1), name="decision_accord_chiffre"),
            models.CheckConstraint(condition=Q(sens__in=["acceptee", "en_liste_attente"]) | ~Q(motif=""), name="decision_motivee"),
            models.CheckConstraint(condition=~Q(sens="reorientee") | ~Q(orientation=""), name="decision_reorientee_vers"),
            models.UniqueConstraint(
                fields=["candidature"],
                condition=Q(annoncee_le__isnull=True, annulee_le__isnull=True),
                name="une_decision_a_annoncer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_sens_display()} ({self.candidature})"
