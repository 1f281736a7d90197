"""A complement: questions of the request that the team asks again, with a deadline."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from .candidature import Candidature
from .etats import EtatCandidature


class DemandeComplementQuerySet(models.QuerySet["DemandeComplement"]):
    def ouvertes(self) -> "DemandeComplementQuerySet":
        """Those that wait for the structure; at most one by request."""
        return self.filter(repondue_le__isnull=True, annulee_le__isnull=True)


class DemandeComplement(models.Model):
    """`revient_a` is where the request stood, and where it comes back; `rappels` counts those sent for this deadline."""

    candidature = models.ForeignKey(Candidature, on_delete=models.PROTECT, related_name="complements")
    message = models.TextField()
    echeance = models.DateField("échéance")
    revient_a = models.CharField(max_length=20, choices=EtatCandidature)
    rappels = models.PositiveSmallIntegerField(default=0)
    demandee_par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    demandee_le = models.DateTimeField("demandée le")
    rouverte_le = models.DateTimeField("rouverte le", null=True, blank=True)
    repondue_le = models.DateTimeField("répondue le", null=True, blank=True)
    annulee_le = models.DateTimeField("annulée le", null=True, blank=True)
    objects = DemandeComplementQuerySet.as_manager()

    class Meta:
        verbose_name = "demande de complément"
        verbose_name_plural = "demandes de complément"
        ordering = ["-demandee_le", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidature"], condition=Q(repondue_le__isnull=True, annulee_le__isnull=True), name="un_complement_ouvert"
            ),
            models.CheckConstraint(condition=Q(repondue_le__isnull=True) | Q(annulee_le__isnull=True), name="complement_repondu_ou_annule"),
            models.CheckConstraint(condition=Q(revient_a__in=["deposee", "recevable"]), name="complement_revient_a"),
        ]

    def __str__(self) -> str:
        return f"Complément de {self.candidature}"
