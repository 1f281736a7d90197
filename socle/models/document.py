"""Documents the platform produces: frozen context, frozen bytes, and the hash of both."""

from typing import Any

from django.db import models

from .dossier import Dossier


class DocumentProduitQuerySet(models.QuerySet["DocumentProduit"]):
    def update(self, **kwargs: Any) -> int:
        raise TypeError("A produced document is never changed in place.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError("A produced document is never deleted.")


class DocumentProduit(models.Model):
    """A produced PDF is never changed in place: a correction is a new row."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, null=True, blank=True, related_name="documents")
    genre = models.CharField(max_length=32)
    nom = models.CharField(max_length=128, help_text="nom du fichier téléchargé")
    gabarit = models.CharField(max_length=64)
    version_gabarit = models.CharField(max_length=12)
    contexte = models.JSONField()
    octets = models.BinaryField()
    empreinte = models.CharField("SHA-256", max_length=64)
    produit_le = models.DateTimeField("produit le")
    objects = DocumentProduitQuerySet.as_manager()

    class Meta:
        verbose_name = "document produit"
        verbose_name_plural = "documents produits"

    def __str__(self) -> str:
        return self.nom

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("A produced document is never changed in place.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("A produced document is never deleted.")
