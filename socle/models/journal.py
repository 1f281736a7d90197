"""The append-only journal of what happened, and of who on the staff consulted personal data."""

from typing import Any

from django.conf import settings
from django.db import models

from .dossier import Dossier


class JournalQuerySet(models.QuerySet):
    def update(self, **kwargs: Any) -> int:
        raise TypeError("The journal is append-only.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError("The journal is append-only.")


class LigneDeJournal(models.Model):
    """A row that is written once."""

    objects = JournalQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("The journal is append-only.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("The journal is append-only.")


class Evenement(LigneDeJournal):
    """One state change or notable fact. Ids and codes only, no personal text: erasing a person leaves the journal whole."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, null=True, blank=True, related_name="evenements")
    objet = models.CharField(max_length=64, help_text="modèle et clé, par exemple « candidatures.candidature:12 »", db_index=True)
    code = models.CharField(max_length=64)
    acteur = models.CharField(max_length=64)
    de = models.CharField(max_length=32, blank=True)
    vers = models.CharField(max_length=32, blank=True)
    details = models.JSONField(default=dict, blank=True)
    le = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "événement"
        ordering = ["-le", "-pk"]

    def __str__(self) -> str:
        return f"{self.code} {self.objet}"


class Consultation(LigneDeJournal):
    """A member of the staff opened personal data."""

    personne = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, null=True, blank=True, related_name="consultations")
    objet = models.CharField(max_length=64)
    le = models.DateTimeField()

    class Meta:
        verbose_name = "consultation"
        ordering = ["-le", "-pk"]

    def __str__(self) -> str:
        return f"{self.objet} le {self.le:%d/%m/%Y}"
