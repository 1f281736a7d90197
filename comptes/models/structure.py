"""Organisations: one row per SIREN, else per RNA."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from .territoire import Departement


class TypeStructure(models.TextChoices):
    SMAC = "smac", "SMAC labellisée"
    SALLE = "salle", "Autre salle, café-musiques"
    FESTIVAL = "festival", "Festival"
    PRODUCTEUR = "producteur", "Producteur de spectacles, tourneur"
    BOOKING = "booking", "Bureau de production, booking"
    LABEL = "label", "Label"
    EDITEUR = "editeur", "Éditeur musical"
    DISTRIBUTEUR = "distributeur", "Distributeur, disquaire"
    MANAGEMENT = "management", "Management, développement d’artistes"
    ECOLE = "ecole", "École de musique, enseignement"
    REPETITION = "repetition", "Studio de répétition"
    ENREGISTREMENT = "enregistrement", "Studio d’enregistrement"
    RESIDENCE = "residence", "Lieu de résidence"
    MEDIA = "media", "Radio, média"
    RESEAU = "reseau", "Réseau, fédération"
    COMPAGNIE = "compagnie", "Compagnie, collectif d’artistes"
    TECHNIQUE = "technique", "Prestataire technique"
    TIERS_LIEU = "tiers_lieu", "Tiers-lieu"
    COLLECTIVITE = "collectivite", "Collectivité, service public"
    AUTRE = "autre", "Autre"


class Taille(models.TextChoices):
    """How many people a structure employs all year round."""

    BENEVOLE = "benevole", "Sans salarié·e permanent·e"
    TRES_PETITE = "tres_petite", "De 1 à 3 permanent·es"
    PETITE = "petite", "De 4 à 10 permanent·es"
    MOYENNE = "moyenne", "De 11 à 25 permanent·es"
    GRANDE = "grande", "Plus de 25 permanent·es"


class Structure(models.Model):
    raison_sociale = models.CharField(max_length=160)
    siren = models.CharField(max_length=9, unique=True, null=True, blank=True)
    rna = models.CharField("RNA", max_length=10, unique=True, null=True, blank=True)
    type = models.CharField(max_length=20, choices=TypeStructure, blank=True)
    commune = models.CharField(max_length=64, blank=True)
    code_postal = models.CharField(max_length=5, blank=True)
    departement = models.ForeignKey(Departement, on_delete=models.PROTECT, null=True, blank=True, verbose_name="département")
    # Written by comptes.actions: SQLite does not fold accents, so searches read this column on both databases. Folding lengthens a text.
    recherche = models.TextField(editable=False, default="")

    class Meta:
        ordering = ["raison_sociale"]
        constraints = [models.CheckConstraint(condition=Q(siren__isnull=False) | Q(rna__isnull=False), name="structure_identifiee")]

    def __str__(self) -> str:
        return self.raison_sociale


class Siret(models.Model):
    structure = models.ForeignKey(Structure, on_delete=models.CASCADE, related_name="sirets")
    numero = models.CharField("SIRET", max_length=14, unique=True)

    class Meta:
        verbose_name = "SIRET"
        verbose_name_plural = "SIRET"

    def __str__(self) -> str:
        return self.numero


class Appartenance(models.Model):
    """A person says they belong to a structure; the pilot confirms. Until then they see only the files they carry."""

    personne = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="appartenances")
    structure = models.ForeignKey(Structure, on_delete=models.CASCADE, related_name="appartenances")
    fonction = models.CharField(max_length=120, blank=True)
    est_representant = models.BooleanField("représente légalement la structure", default=False)
    confirmee_le = models.DateTimeField("confirmée le", null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["personne", "structure"], name="appartenance_unique")]

    def __str__(self) -> str:
        return f"{self.personne} — {self.structure}"
