"""A questionnaire and its versions: a version is written once, with the rows of its questions, and never changes."""

from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import Q

from questionnaires.definition import TYPES, Definition, lire
from socle.models import DocumentProduit


class Questionnaire(models.Model):
    code = models.SlugField(max_length=40, unique=True)
    nom = models.CharField(max_length=120)

    class Meta:
        ordering = ["nom"]

    def __str__(self) -> str:
        return self.nom


class VersionQuerySet(models.QuerySet["Version"]):
    def update(self, **kwargs: Any) -> int:
        raise TypeError("A frozen version is never changed in place.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError("A frozen version is never deleted.")


class Version(models.Model):
    """What was asked, exactly, from one day on. Only its printable copy is added later."""

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="versions")
    numero = models.PositiveSmallIntegerField("numéro")
    definition = models.JSONField("définition")
    empreinte = models.CharField("SHA-256", max_length=64)
    figee_le = models.DateTimeField("figée le")
    fac_simile = models.ForeignKey(
        DocumentProduit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="fac-similé"
    )
    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["questionnaire", "-numero"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "numero"], name="version_numero_unique"),
            models.UniqueConstraint(fields=["questionnaire", "empreinte"], name="version_empreinte_unique"),
            models.CheckConstraint(condition=Q(numero__gte=1), name="version_numero_positif"),
        ]

    def __str__(self) -> str:
        return f"{self.questionnaire}, version {self.numero}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding and set(kwargs.get("update_fields") or ["*"]) != {"fac_simile"}:
            raise TypeError("A frozen version is never changed in place.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("A frozen version is never deleted.")

    @cached_property
    def lue(self) -> Definition:
        """The definition, read."""
        return lire(self.definition)


class Question(models.Model):
    """A question of a version: what complements ask again, and what indicators point to."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="questions")
    etape = models.CharField("étape", max_length=40)
    rang = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=40)
    type = models.CharField(max_length=16, choices=[(type_, type_) for type_ in sorted(TYPES)])
    libelle = models.CharField("libellé", max_length=300)
    rattachement = models.CharField(max_length=40, blank=True)
    mesure = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["version", "rang"]
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="question_code_unique"),
            models.UniqueConstraint(fields=["version", "rang"], name="question_rang_unique"),
        ]

    def __str__(self) -> str:
        return self.libelle
