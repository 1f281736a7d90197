"""Answers to a version, as typed: right or wrong, complete or not."""

from django.db import models

from socle.models import Dossier, Fichier

from .version import Version


class Reponses(models.Model):
    """`saisie` is flat (field of the page → what was typed); `traces` says which revision and which tab last changed each field."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, null=True, blank=True, related_name="reponses")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="reponses")
    saisie = models.JSONField(default=dict, blank=True)
    traces = models.JSONField(default=dict, blank=True)
    revision = models.PositiveIntegerField("révision", default=0)
    modifiee_le = models.DateTimeField("modifiées le")

    class Meta:
        verbose_name = "réponses"
        verbose_name_plural = "réponses"

    def __str__(self) -> str:
        return f"{self.version}, révision {self.revision}"


class Piece(models.Model):
    """A file given as an answer; `champ` is its field in the page."""

    reponses = models.ForeignKey(Reponses, on_delete=models.CASCADE, related_name="pieces")
    champ = models.CharField(max_length=100)
    fichier = models.OneToOneField(Fichier, on_delete=models.PROTECT, related_name="piece")

    class Meta:
        verbose_name = "pièce"
        ordering = ["champ"]
        constraints = [models.UniqueConstraint(fields=["reponses", "champ"], name="piece_champ_unique")]

    def __str__(self) -> str:
        return self.libelle

    @property
    def libelle(self) -> str:
        """What the person calls it, in the field beside its own, else the name of the file."""
        return str(self.reponses.saisie.get(f"{self.champ.rpartition('-')[0]}-libelle", "")).strip() or self.fichier.nom
