"""Durable jobs: the row is the truth, the broker only wakes the worker up."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q


class EtatTravail(models.TextChoices):
    A_FAIRE = "a_faire", "à faire"
    EN_COURS = "en_cours", "en cours"
    FAIT = "fait", "fait"
    ABANDONNE = "abandonne", "abandonné après plusieurs essais"
    ANNULE = "annule", "annulé"


class TravailQuerySet(models.QuerySet["Travail"]):
    def dus(self, maintenant: datetime) -> "TravailQuerySet":
        """Jobs to run now, those whose worker died included (their lease is over)."""
        return self.filter(
            Q(etat=EtatTravail.A_FAIRE, prochain_essai_le__lte=maintenant) | Q(etat=EtatTravail.EN_COURS, bail_jusqu_au__lte=maintenant)
        )

    def reclamer(self, pk: int, *, maintenant: datetime, bail_jusqu_au: datetime) -> "Travail | None":
        """Take the job for this worker in one UPDATE, or return None when it is not due or another worker has it."""
        pris = (
            self.filter(pk=pk)
            .dus(maintenant)
            .update(etat=EtatTravail.EN_COURS, bail_jusqu_au=bail_jusqu_au, tentatives=F("tentatives") + 1, progression=0)
        )
        return self.get(pk=pk) if pris else None


class Travail(models.Model):
    """One thing to do outside the web: a mail, a PDF, a report, a reminder."""

    Etat = EtatTravail

    genre = models.CharField(max_length=32)
    objet_id = models.PositiveBigIntegerField("objet", null=True, blank=True)
    cle = models.CharField("clé", max_length=128, unique=True, help_text="rend une double demande sans effet")
    etat = models.CharField("état", max_length=16, choices=Etat, default=Etat.A_FAIRE)
    progression = models.PositiveSmallIntegerField(default=0, help_text="en pour cent")
    tentatives = models.PositiveSmallIntegerField(default=0)
    prochain_essai_le = models.DateTimeField("prochain essai")
    bail_jusqu_au = models.DateTimeField("bail", null=True, blank=True)
    erreur = models.TextField(blank=True)
    cree_le = models.DateTimeField("créé le")
    fini_le = models.DateTimeField("fini le", null=True, blank=True)
    objects = TravailQuerySet.as_manager()

    class Meta:
        verbose_name = "travail"
        verbose_name_plural = "travaux"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["etat", "prochain_essai_le"], name="travail_dus")]
        constraints = [models.CheckConstraint(condition=Q(progression__lte=100), name="travail_progression_pour_cent")]

    def __str__(self) -> str:
        return f"{self.genre} {self.objet_id or ''} ({self.get_etat_display()})"
