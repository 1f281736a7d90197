"""The template of agreements: its versions, their clauses. A version that was validated never changes."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django_fsm import FSMField, transition

from comptes.acteurs import est_du_comite, est_pilote
from conventions import clauses, droits
from socle.acteurs import Acteur
from socle.models import ModeleAEtats
from socle.workflow import condition

TRIPARTITE = "tripartite"


class EtatVersion(models.TextChoices):
    BROUILLON = "brouillon", "Brouillon"
    SOUMIS = "soumis", "Soumis au comité"
    VALIDE = "valide", "Validé"
    A_REPRENDRE = "a_reprendre", "À reprendre"


# The pilot team writes there.
MODIFIABLES = [EtatVersion.BROUILLON, EtatVersion.A_REPRENDRE]


@condition(lambda version: version.fautes()[0])
def sans_faute(version: "VersionModele") -> bool:
    """Every clause can be expanded."""
    return not version.fautes()


class Modele(models.Model):
    code = models.SlugField(max_length=32, unique=True)
    nom = models.CharField(max_length=120)

    class Meta:
        verbose_name = "modèle"

    def __str__(self) -> str:
        return self.nom


class VersionQuerySet(models.QuerySet["VersionModele"]):
    def visibles_par(self, acteur: Acteur) -> "VersionQuerySet":
        """The pilot sees all versions, the comité technique those that it reads or has validated."""
        if est_pilote(acteur):
            return self
        return self.filter(etat__in=[EtatVersion.SOUMIS, EtatVersion.VALIDE]) if est_du_comite(acteur) else self.none()

    def en_vigueur(self) -> "VersionModele | None":
        """Return the version that new agreements take: the last validated one."""
        return self.filter(modele__code=TRIPARTITE, etat=EtatVersion.VALIDE).order_by("-numero").first()


class VersionModele(ModeleAEtats):
    Etat = EtatVersion
    TONS: ClassVar[dict[str, str]] = {"brouillon": "neutre", "soumis": "alerte", "valide": "fait", "a_reprendre": "vous"}

    modele = models.ForeignKey(Modele, on_delete=models.PROTECT, related_name="versions", verbose_name="modèle")
    numero = models.PositiveSmallIntegerField("numéro")
    etat = FSMField("état", max_length=16, choices=EtatVersion, default=EtatVersion.BROUILLON, protected=True)
    issue_de = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="dupliquée de")
    note = models.CharField("ce qui change", max_length=400, blank=True)
    empreinte = models.CharField("SHA-256", max_length=64, blank=True, help_text="figée à la validation")
    soumise_le = models.DateTimeField("soumise le", null=True, blank=True)
    valide_le = models.DateTimeField("validée le", null=True, blank=True)
    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = "version du modèle de convention"
        verbose_name_plural = "modèle de convention"
        ordering = ["modele", "-numero"]
        constraints = [
            models.UniqueConstraint(fields=["modele", "numero"], name="version_modele_numero_unique"),
            models.CheckConstraint(condition=Q(numero__gte=1), name="version_modele_numero_positif"),
            models.CheckConstraint(
                condition=~Q(etat="valide") | Q(valide_le__isnull=False) & ~Q(empreinte=""), name="version_modele_valide_datee"
            ),
            models.UniqueConstraint(
                fields=["modele"], condition=Q(etat__in=["brouillon", "soumis", "a_reprendre"]), name="version_modele_une_ouverte"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.modele}, version {self.numero}"

    def get_absolute_url(self) -> str:
        return reverse("conventions:modele", args=[self.numero])

    @property
    def est_modifiable(self) -> bool:
        """Its clauses may be written."""
        return self.etat in MODIFIABLES

    def ecrites(self) -> list[clauses.Ecrite]:
        """Return its clauses, in their order."""
        lignes = self.clauses.order_by("rang", "pk")
        return [clauses.Ecrite(ligne.section, ligne.titre, ligne.texte, ligne.condition, ligne.bloc) for ligne in lignes]

    def fautes(self) -> list[str]:
        """Return what prevents this version from being used, each sentence naming the clause."""
        return clauses.fautes(self.ecrites())

    @transition(
        etat,
        source=MODIFIABLES,
        target=Etat.SOUMIS,
        conditions=[sans_faute],
        permission=droits.peut_ecrire_le_modele,
        custom={"libelle": "Soumettre au comité technique", "rang": 1},
    )
    def soumettre(self, *, le: datetime) -> None:
        """The committee reads it; nobody writes in it meanwhile."""
        self.soumise_le = le

    @transition(
        etat,
        source=Etat.SOUMIS,
        target=Etat.VALIDE,
        conditions=[sans_faute],
        permission=droits.peut_valider_le_modele,
        custom={"libelle": "Valider", "rang": 2},
    )
    def valider(self, *, le: datetime, empreinte: str) -> None:
        """New agreements take it; it never changes again."""
        self.valide_le, self.empreinte = le, empreinte

    @transition(
        etat,
        source=Etat.SOUMIS,
        target=Etat.A_REPRENDRE,
        permission=droits.peut_valider_le_modele,
        custom={"libelle": "Demander de la reprendre", "rang": 3},
    )
    def renvoyer(self) -> None:
        """The committee asks for changes: the team writes again."""


class ClauseQuerySet(models.QuerySet["Clause"]):
    def update(self, **kwargs: Any) -> int:
        raise TypeError("A clause is saved one by one: its version may be frozen.")

    def delete(self) -> tuple[int, dict[str, int]]:
        for clause in self:
            clause.refuser_si_figee()
        return super().delete()

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> Any:
        lignes = list(objs)
        for clause in lignes:
            clause.refuser_si_figee()
        return super().bulk_create(lignes, *args, **kwargs)


class Clause(models.Model):
    version = models.ForeignKey(VersionModele, on_delete=models.CASCADE, related_name="clauses")
    rang = models.PositiveSmallIntegerField()
    section = models.CharField("partie", max_length=12, choices=list(clauses.SECTIONS.items()), default="article")
    titre = models.CharField(max_length=120, blank=True, help_text="vide : la clause continue l’article qui précède")
    texte = models.TextField(blank=True, max_length=6000)
    condition = models.CharField("quand", max_length=24, choices=list(clauses.CONDITIONS.items()), default="toujours")
    bloc = models.CharField("tableau", max_length=16, choices=list(clauses.BLOCS.items()), blank=True)
    objects = ClauseQuerySet.as_manager()

    class Meta:
        ordering = ["version", "rang", "pk"]

    def __str__(self) -> str:
        return self.titre or self.texte[:60]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.refuser_si_figee()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self.refuser_si_figee()
        return super().delete(*args, **kwargs)

    def refuser_si_figee(self) -> None:
        """Raise TypeError unless the version is being written."""
        etat = VersionModele.objects.filter(pk=self.version_id).values_list("etat", flat=True).first()
        if etat not in MODIFIABLES:
            raise TypeError("The clauses of a version that was submitted are never changed in place.")
