"""What each side says of itself in an agreement: prefilled, then checked and corrected by them before the emission."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from comptes.regles import siret_ecrit

from .convention import Convention


class Cote(models.TextChoices):
    MENTOR = "mentor", "La personne-ressource"
    BENEFICIAIRE = "beneficiaire", "La structure bénéficiaire"


class Verification(models.TextChoices):
    """How the data of a side was checked."""

    EN_LIGNE = "en_ligne", "en ligne"
    LIEN = "lien", "par le lien de son courriel"
    TELEPHONE = "telephone", "par téléphone, notée par l’équipe"
    SANS_REPONSE = "sans_reponse", "par l’équipe, faute de réponse"


class Partie(models.Model):
    """One side of one agreement. What it corrects stays here: the profile and the structure are left alone."""

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="parties")
    cote = models.CharField("côté", max_length=12, choices=Cote)
    personne = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    nom = models.CharField(max_length=160)
    fonction = models.CharField(max_length=120, blank=True)
    structure_nom = models.CharField("nom de la structure", max_length=160, blank=True)
    siret = models.CharField("SIRET", max_length=14, blank=True)
    rna = models.CharField("RNA", max_length=10, blank=True)
    adresse = models.CharField(max_length=200, blank=True)
    code_postal = models.CharField(max_length=5, blank=True)
    commune = models.CharField(max_length=64, blank=True)
    represente_sa_structure = models.BooleanField("représente elle-même sa structure", default=False)
    representant_nom = models.CharField("qui représente la structure", max_length=160, blank=True)
    representant_qualite = models.CharField("qualité", max_length=120, blank=True)
    representant_email = models.EmailField("adresse électronique", blank=True)
    demandee_le = models.DateTimeField("vérification demandée le", null=True, blank=True)
    relancee_le = models.DateTimeField("relancée le", null=True, blank=True)
    verifiee_le = models.DateTimeField("vérifiée le", null=True, blank=True)
    verifiee_par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    verification = models.CharField("vérification", max_length=12, choices=Verification, blank=True)
    corrections = models.JSONField(default=list, blank=True, help_text="ce qui a été corrigé : champ, avant, après, quand, par qui")

    class Meta:
        ordering = ["convention", "-cote"]
        constraints = [
            models.UniqueConstraint(fields=["convention", "cote"], name="partie_unique"),
            models.CheckConstraint(
                condition=Q(verifiee_le__isnull=True, verification="") | Q(verifiee_le__isnull=False) & ~Q(verification=""),
                name="partie_verifiee_comment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_cote_display()} : {self.nom}"

    @property
    def est_verifiee(self) -> bool:
        """This side, or the team for it, said that all is right."""
        return self.verifiee_le is not None

    @property
    def siret_ecrit(self) -> str:
        """The SIRET as it is read."""
        return siret_ecrit(self.siret)

    @property
    def ville(self) -> str:
        """Postcode and town."""
        return f"{self.code_postal} {self.commune}".strip()
