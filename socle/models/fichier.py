"""Files people send: checked by content, named by their hash, served only by views that check the object."""

import uuid

from django.conf import settings
from django.db import models

from .dossier import Dossier


def _chemin(fichier: "Fichier", _nom: str) -> str:
    return f"{fichier.empreinte[:2]}/{fichier.uuid}"


class Fichier(models.Model):
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, null=True, blank=True, related_name="fichiers")
    nom = models.CharField(max_length=255, help_text="nom donné par la personne, pour l’affichage")
    type_mime = models.CharField("type", max_length=100, help_text="reconnu par le contenu")
    taille = models.PositiveBigIntegerField(help_text="en octets")
    empreinte = models.CharField("SHA-256", max_length=64)
    contenu = models.FileField(upload_to=_chemin)
    depose_par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    depose_le = models.DateTimeField("déposé le")

    class Meta:
        verbose_name = "fichier"

    def __str__(self) -> str:
        return self.nom
