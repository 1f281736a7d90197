"""The thread of a file: what the applicant and the pilot write to each other."""

from django.conf import settings
from django.db import models

from .dossier import Dossier
from .fichier import Fichier


class Message(models.Model):
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="messages")
    auteur = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="messages_ecrits")
    texte = models.TextField()
    cle = models.UUIDField("clé d’envoi", unique=True, help_text="rend le double clic sans effet")
    le = models.DateTimeField()
    pieces = models.ManyToManyField(Fichier, related_name="messages", blank=True, verbose_name="pièces jointes")
    traite_le = models.DateTimeField("traité le", null=True, blank=True, help_text="vide : il attend une réponse de l’équipe")

    class Meta:
        ordering = ["le", "pk"]

    def __str__(self) -> str:
        return f"Message du {self.le:%d/%m/%Y}"
