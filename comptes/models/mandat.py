"""Roles are dated rows: who sits where, for whom, from when to when."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from socle import horloge


class Instance(models.TextChoices):
    PILOTE = "pilote", "Équipe pilote"
    REFERENT = "referent", "Référent·e difficultés"
    COMITE_TECHNIQUE = "comite_technique", "Comité technique"
    COMITE_SELECTION = "comite_selection", "Comité de sélection"
    SECRETARIAT_SELECTION = "secretariat_selection", "Secrétariat du comité de sélection"
    ADMINISTRATION = "administration", "Administration de la plateforme"


class Institution(models.Model):
    code = models.SlugField(max_length=32, unique=True)
    nom = models.CharField(max_length=120)
    est_financeur = models.BooleanField("financeur", default=False)
    siret = models.CharField("SIRET", max_length=14, blank=True)
    adresse = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["nom"]

    def __str__(self) -> str:
        return self.nom


class MandatQuerySet(models.QuerySet["Mandat"]):
    def en_cours(self) -> "MandatQuerySet":
        """Mandates that hold today."""
        jour = horloge.aujourdhui()
        return self.filter(Q(au__isnull=True) | Q(au__gte=jour), du__lte=jour)


class Mandat(models.Model):
    personne = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="mandats")
    instance = models.CharField(max_length=32, choices=Instance)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, null=True, blank=True)
    du = models.DateField("du")
    au = models.DateField("au", null=True, blank=True)
    objects = MandatQuerySet.as_manager()

    class Meta:
        ordering = ["instance", "-du"]
        constraints = [models.CheckConstraint(condition=Q(au__isnull=True) | Q(au__gte=F("du")), name="mandat_dates_ordonnees")]

    def __str__(self) -> str:
        return f"{self.get_instance_display()} depuis le {self.du:%d/%m/%Y}"
