"""The spine: a Dossier is what events, mails, messages, files and documents point to, and the first lock of every action."""

import uuid
from typing import TypeVar

from django.conf import settings
from django.db import models, transaction

QS = TypeVar("QS", bound=models.QuerySet)


class Cercle(models.TextChoices):
    """Who may know that a file exists: the programme, or the call that recruits the structure pilote."""

    PROGRAMME = "programme", "Programme"
    SELECTION = "selection", "Sélection de la structure pilote"


def filtrer_dossiers(queryset: QS, personne_id: int, chemin: str = "dossier") -> QS:
    """Leave out the rows whose file is hidden from this member of the staff: not of the programme, or they withdrew from it.

    `chemin` is the lookup from the row to its dossier; a row that belongs to no file stays. Same rule as `Dossier.est_cache_a`.
    """
    caches = Dossier.objects.filter(pk=models.OuterRef(f"{chemin}_id")).filter(
        ~models.Q(cercle=Cercle.PROGRAMME) | models.Exists(Deport.objects.filter(dossier=models.OuterRef("pk"), personne_id=personne_id))
    )
    return queryset.filter(~models.Exists(caches))


class Dossier(models.Model):
    """One request and all that follows it. The number is taken when the request is sent; before that it lives under its uuid."""

    Cercle = Cercle

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    numero = models.CharField("numéro", max_length=32, unique=True, null=True, blank=True)
    cercle = models.CharField(max_length=16, choices=Cercle, default=Cercle.PROGRAMME)
    ouvert_le = models.DateTimeField("ouvert le")

    class Meta:
        verbose_name = "dossier"

    def __str__(self) -> str:
        return self.numero or f"brouillon {self.uuid}"

    def est_cache_a(self, personne_id: int) -> bool:
        """Say whether this member of the staff must not know of the file; reads the déports that a page has already fetched, if it has."""
        return self.cercle != Cercle.PROGRAMME or any(deport.personne_id == personne_id for deport in self.deports.all())


class CompteurManager(models.Manager["Compteur"]):
    def prendre(self, prefixe: str, annee: int) -> str:
        """Take the next number of the series, e.g. "DOS-2026-0042". Call inside a transaction: the number is lost with it."""
        with transaction.atomic():
            self.get_or_create(prefixe=prefixe, annee=annee)
            compteur = self.select_for_update().get(prefixe=prefixe, annee=annee)
            compteur.dernier += 1
            compteur.save()
        return f"{prefixe}-{annee}-{compteur.dernier:04d}"


class Compteur(models.Model):
    prefixe = models.CharField(max_length=8)
    annee = models.PositiveSmallIntegerField("année")
    dernier = models.PositiveIntegerField(default=0)
    objects = CompteurManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["prefixe", "annee"], name="compteur_unique")]

    def __str__(self) -> str:
        return f"{self.prefixe}-{self.annee} : {self.dernier}"


class Deport(models.Model):
    """A declared conflict of interest: this person sees this file nowhere."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="deports")
    personne = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="deports")
    declare_le = models.DateTimeField("déclaré le")

    class Meta:
        verbose_name = "déport"
        constraints = [models.UniqueConstraint(fields=["dossier", "personne"], name="deport_unique")]

    def __str__(self) -> str:
        return f"Déport sur {self.dossier}"


class Derogation(models.Model):
    """A rule that somebody of the pilot chose to set aside on one file, with the reason."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="derogations")
    regle = models.CharField("règle", max_length=64)
    motif = models.TextField()
    par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    le = models.DateTimeField()

    class Meta:
        verbose_name = "dérogation"

    def __str__(self) -> str:
        return f"{self.regle} sur {self.dossier}"
