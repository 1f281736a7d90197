"""The user: a person, known before any account (participants, proposed mentors, signatories), with or without e-mail."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Lower

from .mandat import Instance, Mandat


class PersonneManager(BaseUserManager["Personne"]):
    def get_by_natural_key(self, email: str | None) -> "Personne":
        return self.get(email__iexact=email)

    def create_user(self, email: str | None = None, password: str | None = None, **champs: Any) -> "Personne":
        """Create a person; without password the account opens by code, passkey, or not at all."""
        personne = self.model(email=self.normalize_email(email).lower() if email else None, **champs)
        personne.set_password(password)
        personne.save(using=self._db)
        return personne

    def siegeant(self, instance: Instance) -> "models.QuerySet[Personne]":
        """Return who sits in this instance today, with the name of their institution (`institution`, None without)."""
        mandats = Mandat.objects.en_cours().filter(personne=OuterRef("pk"), instance=instance)
        institution = Subquery(mandats.order_by("-du", "-pk").values("institution__nom")[:1])
        return self.annotate(institution=institution).filter(Exists(mandats), is_active=True)


class Personne(AbstractBaseUser):
    """Roles are dated mandates, so there is no permission table and no staff flag to forget."""

    email = models.EmailField("adresse électronique", null=True, blank=True)
    nom = models.CharField(max_length=80, blank=True)
    prenom = models.CharField("prénom", max_length=80, blank=True)
    telephone = models.CharField("téléphone", max_length=20, blank=True)
    is_active = models.BooleanField("peut se connecter", default=True)
    cree_le = models.DateTimeField("créée le", null=True, blank=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []
    objects = PersonneManager()

    class Meta:
        verbose_name = "personne"
        ordering = ["nom", "prenom"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"), name="personne_email_unique", violation_error_message="Cette adresse est déjà utilisée."
            )
        ]

    def __str__(self) -> str:
        return self.nom_complet or self.email or f"personne {self.pk}"

    @property
    def nom_complet(self) -> str:
        """First name and name, as shown."""
        return f"{self.prenom} {self.nom}".strip()

    def get_full_name(self) -> str:
        return self.nom_complet

    def get_short_name(self) -> str:
        return self.prenom

    def instances(self) -> frozenset[str]:
        """Return the instances in which this person sits today; read once per instance of the object."""
        if not hasattr(self, "_instances"):
            self._instances = frozenset(self.mandats.en_cours().values_list("instance", flat=True))
        return self._instances

    # What Django's admin asks a user. The rights themselves are in each application's droits.py.
    @property
    def is_staff(self) -> bool:
        return bool(self.instances() & {Instance.PILOTE, Instance.ADMINISTRATION})

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        return self.is_active and self.is_staff

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_active and self.is_staff


class Consentement(models.Model):
    """One person said yes to one version of a text, and may take it back."""

    personne = models.ForeignKey(Personne, on_delete=models.CASCADE, related_name="consentements")
    texte = models.CharField(max_length=64)
    version = models.CharField(max_length=12)
    donne_le = models.DateTimeField("donné le")
    retire_le = models.DateTimeField("retiré le", null=True, blank=True)

    class Meta:
        ordering = ["-donne_le"]

    def __str__(self) -> str:
        return f"{self.texte} ({self.version})"
