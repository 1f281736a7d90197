"""The criteria of a call, what the team thinks of each on one request, and the notes that the team keeps for itself."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from .appel import Appel
from .candidature import Candidature


class Critere(models.Model):
    """Set while the call is a draft; the committee validates it with the call."""

    class Famille(models.TextChoices):
        RECEVABILITE = "recevabilite", "Recevabilité"
        APPRECIATION = "appreciation", "Appréciation"

    appel = models.ForeignKey(Appel, on_delete=models.CASCADE, related_name="criteres")
    famille = models.CharField(max_length=16, choices=Famille)
    rang = models.PositiveSmallIntegerField(default=0)
    code = models.SlugField(max_length=40)
    libelle = models.CharField("libellé", max_length=120)
    aide = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "critère"
        ordering = ["-famille", "rang", "pk"]
        constraints = [models.UniqueConstraint(fields=["appel", "code"], name="critere_unique")]

    def __str__(self) -> str:
        return self.libelle


class Appreciation(models.Model):
    """What the team thinks of one criterion on one request.

    `version` counts its writings: nobody writes over what they did not read. What says nothing has no row.
    """

    class Valeur(models.TextChoices):
        OUI = "oui", "Oui"
        NON = "non", "Non"
        A_PRECISER = "a_preciser", "À préciser"

    candidature = models.ForeignKey(Candidature, on_delete=models.PROTECT, related_name="appreciations")
    critere = models.ForeignKey(Critere, on_delete=models.PROTECT, related_name="appreciations", verbose_name="critère")
    valeur = models.CharField(max_length=12, choices=Valeur, blank=True)
    commentaire = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    le = models.DateTimeField()

    class Meta:
        verbose_name = "appréciation"
        constraints = [
            models.UniqueConstraint(fields=["candidature", "critere"], name="appreciation_unique"),
            models.CheckConstraint(condition=Q(version__gte=1), name="appreciation_ecrite"),
            models.CheckConstraint(condition=~Q(valeur="") | ~Q(commentaire=""), name="appreciation_dite"),
        ]

    def __str__(self) -> str:
        return f"{self.critere} : {self.get_valeur_display() or 'sans réponse'}"


class NoteInterne(models.Model):
    """A note of the team on a request, for the team alone: no page, mail or export of anybody else reads it."""

    candidature = models.ForeignKey(Candidature, on_delete=models.PROTECT, related_name="notes")
    auteur = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    texte = models.TextField()
    cle = models.UUIDField("clé d’envoi", unique=True, help_text="rend le double clic sans effet")
    le = models.DateTimeField()

    class Meta:
        verbose_name = "note interne"
        verbose_name_plural = "notes internes"
        ordering = ["le", "pk"]

    def __str__(self) -> str:
        return f"Note du {self.le:%d/%m/%Y}"
