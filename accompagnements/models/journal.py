"""The journal de bord of a pair."""

from django.conf import settings
from django.db import models

from candidatures.models import Objectif
from referentiel.models import Competence

from .seance import Seance


class Entree(models.Model):
    """What was worked in one session, as the person who declared it wrote it."""

    seance = models.OneToOneField(Seance, on_delete=models.CASCADE, related_name="entree")
    auteur = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="entrees_de_journal")
    texte = models.TextField()
    suite = models.TextField(blank=True, help_text="la prochaine étape")
    objectifs = models.ManyToManyField(Objectif, blank=True, related_name="entrees")
    competences = models.ManyToManyField(Competence, blank=True, related_name="entrees")
    ecrite_le = models.DateTimeField("écrite le")

    class Meta:
        verbose_name = "entrée du journal"
        verbose_name_plural = "entrées du journal"

    def __str__(self) -> str:
        return f"Journal de {self.seance}"
