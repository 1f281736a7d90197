"""What a planned session was moved from and to: kept for both sides."""

from django.conf import settings
from django.db import models

from .seance import Seance


class Deplacement(models.Model):
    """A planned session was moved: from when to when, by whom and why. `cle` makes a double click harmless."""

    seance = models.ForeignKey(Seance, on_delete=models.CASCADE, related_name="deplacements")
    cle = models.UUIDField("clé d’envoi", unique=True, editable=False)
    de_debut = models.DateTimeField("du")
    de_fin = models.DateTimeField("jusqu’au")
    de_lieu = models.CharField("depuis le lieu", max_length=300, blank=True)
    vers_debut = models.DateTimeField("au")
    vers_fin = models.DateTimeField("jusqu’au nouveau")
    vers_lieu = models.CharField("vers le lieu", max_length=300, blank=True)
    motif = models.TextField(blank=True)
    par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    le = models.DateTimeField()

    class Meta:
        verbose_name = "déplacement"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.seance} : déplacée"
