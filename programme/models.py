"""The frame: an edition, what it offers, what it may spend, what each structure has already had."""

from decimal import Decimal
from functools import reduce
from operator import add
from typing import Any, ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q, Sum
from django_fsm import FSMField, transition

from comptes.models import Personne, Structure
from socle.models import ModeleAEtats
from socle.workflow import condition

from . import droits, regles


@condition("La somme des lignes du budget dépasse l’enveloppe : réduisez une ligne avant d’ouvrir l’édition.")
def budget_dans_l_enveloppe(edition: "Edition") -> bool:
    """Σ lines ≤ envelope."""
    return edition.total_des_lignes() <= edition.enveloppe


class EtatEdition(models.TextChoices):
    PREPAREE = "preparee", "Préparée"
    OUVERTE = "ouverte", "Ouverte"
    MISSION_ACHEVEE = "mission_achevee", "Mission achevée"
    SOLDEE = "soldee", "Soldée"


POIDS = ("poids_competences", "poids_secteur", "poids_distance", "poids_disponibilite", "poids_equite")


class EditionQuerySet(models.QuerySet["Edition"]):
    def ouvertes(self) -> "EditionQuerySet":
        return self.filter(etat=EtatEdition.OUVERTE)


class Edition(ModeleAEtats):
    """One period of the programme, with the parameters that the comité technique agreed."""

    Etat = EtatEdition
    TONS: ClassVar[dict[str, str]] = {"preparee": "neutre", "ouverte": "cours", "mission_achevee": "alerte", "soldee": "fait"}

    code = models.SlugField(max_length=16, unique=True)
    nom = models.CharField(max_length=80)
    issue_de = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, verbose_name="dupliquée de")
    etat = FSMField("état", max_length=16, choices=EtatEdition, default=EtatEdition.PREPAREE, protected=True)
    debut = models.DateField("début")
    fin = models.DateField()
    enveloppe = models.DecimalField(max_digits=12, decimal_places=2, help_text="en euros, essaimage compris")
    prix_journee = models.DecimalField("prix de la journée", max_digits=12, decimal_places=2, help_text="en euros, tout compris")
    objectif_demi_journees = models.PositiveSmallIntegerField("objectif, en demi-journées")
    cumul_permis = models.BooleanField("une structure peut cumuler les deux dispositifs", default=True)
    # How the score of matching is shared, in points out of a hundred.
    poids_competences = models.PositiveSmallIntegerField("poids des compétences", default=40)
    poids_secteur = models.PositiveSmallIntegerField("poids du secteur et de la taille", default=20)
    poids_distance = models.PositiveSmallIntegerField("poids de la distance", default=15)
    poids_disponibilite = models.PositiveSmallIntegerField("poids de la disponibilité", default=15)
    poids_equite = models.PositiveSmallIntegerField("poids de la nouveauté et de l’équité", default=10)
    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = "édition"
        ordering = ["-debut"]
        constraints = [
            models.CheckConstraint(condition=Q(fin__gt=F("debut")), name="edition_dates_ordonnees"),
            models.CheckConstraint(condition=Q(poids_competences=100 - reduce(add, map(F, POIDS[1:]))), name="edition_poids_sur_cent"),
        ]

    def __str__(self) -> str:
        return self.nom

    def total_des_lignes(self) -> Decimal:
        """Return the sum of the budget lines, in euros."""
        return self.lignes.aggregate(total=Sum("montant", default=Decimal(0)))["total"]

    @transition(
        etat,
        source=Etat.PREPAREE,
        target=Etat.OUVERTE,
        conditions=[budget_dans_l_enveloppe],
        permission=droits.peut_conduire,
        custom={"libelle": "Ouvrir l’édition"},
    )
    def ouvrir(self) -> None:
        """The edition takes requests."""

    @transition(
        etat, source=Etat.OUVERTE, target=Etat.MISSION_ACHEVEE, permission=droits.peut_conduire, custom={"libelle": "Achever la mission"}
    )
    def achever(self) -> None:
        """No new agreement; the second-stage evaluations go on."""

    @transition(
        etat, source=Etat.MISSION_ACHEVEE, target=Etat.SOLDEE, permission=droits.peut_conduire, custom={"libelle": "Solder l’édition"}
    )
    def solder(self) -> None:
        """The complement to the bilan is delivered."""


class Dispositif(models.Model):
    """TSF or mentorat in one edition, with its dates and caps."""

    class Code(models.TextChoices):
        TSF = "tsf", "Transfert de savoir-faire"
        MENTORAT = "mentorat", "Mentorat-compagnonnage"

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="dispositifs", verbose_name="édition")
    code = models.CharField(max_length=10, choices=Code)
    ouvre_le = models.DateField("ouvre le")
    minimum = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)], help_text="en demi-journées")
    maximum = models.PositiveSmallIntegerField(help_text="en demi-journées, par structure et par édition")

    class Meta:
        ordering = ["edition", "-code"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="dispositif_unique"),
            models.CheckConstraint(condition=Q(minimum__gte=1) & Q(maximum__gte=F("minimum")), name="dispositif_bornes"),
        ]

    def __str__(self) -> str:
        return self.get_code_display()


class Ligne(models.Model):
    """A budget line; its counters are kept under lock and stay in order (payé ≤ réalisé ≤ engagé ≤ montant), whatever the code does."""

    class Genre(models.TextChoices):
        INTERVENTIONS = "interventions", "Interventions"
        ESSAIMAGE = "essaimage", "Essaimage"
        PILOTAGE = "pilotage", "Pilotage"
        AUTRE = "autre", "Autre"

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="lignes", verbose_name="édition")
    genre = models.CharField(max_length=16, choices=Genre)
    libelle = models.CharField("libellé", max_length=120)
    montant = models.DecimalField(max_digits=12, decimal_places=2)
    engage = models.DecimalField("engagé", max_digits=12, decimal_places=2, default=Decimal(0))
    realise = models.DecimalField("réalisé", max_digits=12, decimal_places=2, default=Decimal(0))
    paye = models.DecimalField("payé", max_digits=12, decimal_places=2, default=Decimal(0))

    class Meta:
        verbose_name = "ligne de budget"
        verbose_name_plural = "lignes de budget"
        constraints = [
            models.UniqueConstraint(fields=["edition", "genre"], condition=~Q(genre="autre"), name="ligne_unique"),
            models.CheckConstraint(condition=Q(engage__gte=0) & Q(engage__lte=F("montant")), name="ligne_engage_borne"),
            models.CheckConstraint(condition=Q(realise__gte=0) & Q(realise__lte=F("engage")), name="ligne_realise_borne"),
            models.CheckConstraint(condition=Q(paye__gte=0) & Q(paye__lte=F("realise")), name="ligne_paye_borne"),
        ]

    def __str__(self) -> str:
        return f"{self.libelle} ({self.edition})"

    @property
    def disponible(self) -> Decimal:
        """What may still be engaged, in euros."""
        return self.montant - self.engage


class Mouvement(models.Model):
    """The ledger: signed movements, never changed; those of an origin and a kind, by rank, add up to what it comes to."""

    class Genre(models.TextChoices):
        ENGAGE = "engage", "Engagé"
        REALISE = "realise", "Réalisé"
        LIBERE = "libere", "Libéré"
        PAYE = "paye", "Payé"

    ligne = models.ForeignKey(Ligne, on_delete=models.PROTECT, related_name="mouvements")
    genre = models.CharField(max_length=8, choices=Genre)
    origine = models.CharField(max_length=64, help_text="modèle et clé, par exemple « conventions.convention:4 »")
    rang = models.PositiveSmallIntegerField(default=0)
    demi_journees = models.SmallIntegerField("demi-journées", help_text="au-dessous de zéro pour une correction")
    montant = models.DecimalField(max_digits=12, decimal_places=2)
    le = models.DateTimeField()

    class Meta:
        ordering = ["le", "pk"]
        constraints = [models.UniqueConstraint(fields=["origine", "genre", "rang"], name="mouvement_unique")]

    def __str__(self) -> str:
        return f"{self.get_genre_display()} {self.montant} € ({self.origine})"


class Quota(models.Model):
    """Half-days that decisions granted to one structure under one dispositif."""

    dispositif = models.ForeignKey(Dispositif, on_delete=models.PROTECT, related_name="quotas")
    structure = models.ForeignKey(Structure, on_delete=models.PROTECT, related_name="quotas")
    pris = models.PositiveSmallIntegerField(default=0)
    plafond = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dispositif", "structure"], name="quota_unique"),
            models.CheckConstraint(condition=Q(pris__lte=F("plafond")), name="quota_pris_borne"),
        ]

    def __str__(self) -> str:
        return f"{self.structure} : {self.pris} sur {self.plafond}"

    @property
    def reste(self) -> int:
        """Half-days that may still be granted."""
        return regles.reste(self.plafond, self.pris)


class ValidationQuerySet(models.QuerySet["Validation"]):
    def update(self, **kwargs: Any) -> int:
        raise TypeError("What the committee said is never changed in place.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError("What the committee said is never deleted.")


class Validation(models.Model):
    """What the comité technique said of one version of something: written once, by a member, or by the team with the reference."""

    objet_code = models.CharField("objet", max_length=64, help_text="modèle et clé, par exemple « conventions.versionmodele:2 »")
    version = models.PositiveSmallIntegerField()
    empreinte = models.CharField("SHA-256", max_length=64)
    est_favorable = models.BooleanField("favorable")
    # Empty when the platform wrote it, with its initial data.
    par = models.ForeignKey(Personne, on_delete=models.PROTECT, null=True, blank=True, related_name="validations")
    le = models.DateTimeField()
    decidee_le = models.DateField("décidée le", null=True, blank=True, help_text="jour de la décision, quand elle est prise en réunion")
    reference = models.CharField("référence", max_length=160, blank=True, help_text="compte rendu, courrier…")
    remarques = models.TextField(blank=True, max_length=4000)
    objects = ValidationQuerySet.as_manager()

    class Meta:
        ordering = ["-le", "-pk"]

    def __str__(self) -> str:
        return f"{self.objet_code}, version {self.version}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("What the committee said is never changed in place.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("What the committee said is never deleted.")
