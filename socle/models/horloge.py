"""The offset of the demo's clock: a single row, absent everywhere else."""

from datetime import timedelta

from django.db import models, transaction


class DecalageManager(models.Manager["Decalage"]):
    def lire(self) -> timedelta:
        """Return the current offset, zero when the clock was never moved."""
        ligne = self.first()
        return ligne.duree if ligne else timedelta(0)

    def ajouter(self, duree: timedelta) -> None:
        """Add `duree` to the offset, safely when two people move the clock at once."""
        with transaction.atomic():
            self.get_or_create(pk=1)
            ligne = self.select_for_update().get(pk=1)
            ligne.duree += duree
            ligne.save()


class Decalage(models.Model):
    duree = models.DurationField("décalage", default=timedelta(0))
    objects = DecalageManager()

    class Meta:
        verbose_name = "décalage de l’horloge"
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="decalage_unique")]

    def __str__(self) -> str:
        return f"+ {self.duree}"
