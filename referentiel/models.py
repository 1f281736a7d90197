"""Domains, competences, what shows them in practice, and their neighbours in other frameworks."""

import uuid
from functools import reduce
from operator import and_, or_
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django_fsm import FSMField, transition

from socle import horloge
from socle.models import ModeleAEtats

from . import droits, regles


class Domaine(models.Model):
    code = models.CharField(
        max_length=3, unique=True, validators=[RegexValidator(regles.CODE_DOMAINE, "Un code de domaine s’écrit D01, D02…")]
    )
    nom = models.CharField(max_length=120)
    rang = models.PositiveSmallIntegerField(default=0, help_text="ordre d’affichage")

    class Meta:
        verbose_name = "domaine"
        ordering = ["rang", "code"]

    def __str__(self) -> str:
        return self.nom

    def get_absolute_url(self) -> str:
        return reverse("referentiel:fiche", args=[self.code])

    @property
    def numero(self) -> str:
        """The code without its letter, as shown: "01"."""
        return self.code.removeprefix("D")


class EtatCompetence(models.TextChoices):
    ACTIVE = "active", "Active"
    ARCHIVEE = "archivee", "Archivée"


class CompetenceQuerySet(models.QuerySet["Competence"]):
    def actives(self) -> "CompetenceQuerySet":
        """Those that may be chosen today."""
        return self.filter(etat=EtatCompetence.ACTIVE)

    def contenant(self, mots: list[str], *, tous: bool = True) -> "CompetenceQuerySet":
        """Those whose texts hold words beginning so (see regles.mots_cherches): all of them, or else any."""
        if not mots:
            return self
        return self.filter(reduce(and_ if tous else or_, (Q(recherche__contains=f" {mot}") for mot in mots)))


class Competence(ModeleAEtats):
    """Never deleted: archived, and the page says what replaces it, because old files keep pointing to it."""

    Etat = EtatCompetence
    TONS: ClassVar[dict[str, str]] = {EtatCompetence.ACTIVE: "fait", EtatCompetence.ARCHIVEE: "neutre"}

    uuid = models.UUIDField("identifiant", default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(
        max_length=5, unique=True, validators=[RegexValidator(regles.CODE_COMPETENCE, "Un code de compétence s’écrit 01.1, 01.2…")]
    )
    domaine = models.ForeignKey(Domaine, on_delete=models.PROTECT, related_name="competences")
    nom = models.CharField(max_length=160)
    rang = models.PositiveSmallIntegerField(default=0, help_text="ordre d’affichage dans le domaine")
    langue = models.CharField(max_length=2, default="fr", choices=[("fr", "Français")])
    etat = FSMField("état", max_length=16, choices=Etat, default=Etat.ACTIVE, protected=True)
    remplacee_par = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="remplace", verbose_name="remplacée par"
    )
    # Written by referentiel.actions.indexer: SQLite does not fold accents, so searches read this column on both databases.
    recherche = models.TextField(editable=False, default="")
    objects = CompetenceQuerySet.as_manager()

    class Meta:
        verbose_name = "compétence"
        ordering = ["domaine__rang", "domaine__code", "rang", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(etat=EtatCompetence.ARCHIVEE) | Q(remplacee_par__isnull=True), name="competence_remplacee_est_archivee"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.nom}"

    def get_absolute_url(self) -> str:
        return reverse("referentiel:fiche", args=[self.code])

    def clean(self) -> None:
        if self.domaine_id and self.code and not regles.correspond(self.code, self.domaine.code):
            raise ValidationError(
                {"code": f"Le code commence par le numéro de son domaine : {self.domaine.numero}.1, {self.domaine.numero}.2…"}
            )

    @property
    def est_active(self) -> bool:
        """May be chosen today."""
        return self.etat == EtatCompetence.ACTIVE

    @transition(
        field=etat,
        source=Etat.ACTIVE,
        target=Etat.ARCHIVEE,
        permission=droits.peut_gerer,
        custom={"libelle": "Archiver la compétence", "rang": 1},
    )
    def archiver(self, *, remplacee_par: "Competence | None") -> None:
        self.remplacee_par = remplacee_par

    @transition(
        field=etat,
        source=Etat.ARCHIVEE,
        target=Etat.ACTIVE,
        permission=droits.peut_gerer,
        custom={"libelle": "Rétablir la compétence", "rang": 2},
    )
    def retablir(self) -> None:
        self.remplacee_par = None


class Indicateur(models.Model):
    """Something that can be seen in the work of a person who has the competence."""

    competence = models.ForeignKey(Competence, on_delete=models.CASCADE, related_name="indicateurs")
    texte = models.CharField(max_length=255)
    rang = models.PositiveSmallIntegerField(default=0, help_text="ordre d’affichage")

    class Meta:
        verbose_name = "indicateur observable"
        verbose_name_plural = "indicateurs observables"
        ordering = ["rang", "pk"]

    def __str__(self) -> str:
        return self.texte


class Alignement(models.Model):
    """The same thing, or its nearest neighbour, in another framework: that is how other tools understand ours."""

    class Relation(models.TextChoices):
        EXACT = "exact", "Même contenu"
        PROCHE = "proche", "Contenu proche"
        LARGE = "large", "Contenu plus large"

    domaine = models.ForeignKey(Domaine, on_delete=models.CASCADE, null=True, blank=True, related_name="alignements")
    competence = models.ForeignKey(Competence, on_delete=models.CASCADE, null=True, blank=True, related_name="alignements")
    cadre = models.CharField("référentiel", max_length=32, help_text="par exemple ROME, ESCO ou RNCP")
    version = models.CharField(max_length=16, help_text="version de ce référentiel, par exemple v3")
    code = models.CharField(max_length=32)
    libelle = models.CharField("libellé", max_length=160)
    relation = models.CharField(max_length=8, choices=Relation, default=Relation.PROCHE)

    class Meta:
        verbose_name = "alignement"
        ordering = ["cadre", "version", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(domaine__isnull=False, competence__isnull=True) | Q(domaine__isnull=True, competence__isnull=False),
                name="alignement_domaine_ou_competence",
            ),
            models.UniqueConstraint(fields=["domaine", "cadre", "version", "code"], name="alignement_unique_par_domaine"),
            models.UniqueConstraint(fields=["competence", "cadre", "version", "code"], name="alignement_unique_par_competence"),
        ]

    def __str__(self) -> str:
        return f"{self.cadre} {self.version} {self.code} {self.libelle}"


class VersionManager(models.Manager["Version"]):
    def en_vigueur(self) -> "Version | None":
        """Return the text in force today, or None before the first loading."""
        return self.filter(en_vigueur_le__lte=horloge.aujourdhui()).order_by("-en_vigueur_le", "-numero").first()


class Version(models.Model):
    """Which text of the référentiel is in force, since when, and what it brings."""

    numero = models.PositiveSmallIntegerField("numéro", unique=True)
    en_vigueur_le = models.DateField("en vigueur le")
    presentation = models.TextField("ce que cette version apporte")
    objects = VersionManager()

    class Meta:
        verbose_name = "version du référentiel"
        verbose_name_plural = "versions du référentiel"
        ordering = ["-numero"]

    def __str__(self) -> str:
        return f"Version {self.numero}"
