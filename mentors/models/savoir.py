"""What a personne-ressource can pass on, and when they are free."""

from django.db import models
from django.db.models import F, Q

from referentiel.models import Competence
from referentiel.niveaux import Niveau

from .profil import ProfilMentor


class Savoir(models.Model):
    """A competence this person can pass on, with level and proof; `est_vendu` when they sell that subject as their trade."""

    profil = models.ForeignKey(ProfilMentor, on_delete=models.CASCADE, related_name="savoirs")
    competence = models.ForeignKey(Competence, on_delete=models.PROTECT, related_name="savoirs")
    niveau = models.PositiveSmallIntegerField(choices=Niveau)
    preuve = models.TextField(blank=True, help_text="réalisation, projet, référence")
    est_vendu = models.BooleanField("vend des prestations sur ce sujet", default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["profil", "competence"], name="savoir_unique"),
            models.CheckConstraint(condition=Q(niveau__lte=4), name="savoir_niveau_borne"),
        ]

    def __str__(self) -> str:
        return f"{self.competence} : {self.niveau}"


class Disponibilite(models.Model):
    """A period in which this person is free."""

    profil = models.ForeignKey(ProfilMentor, on_delete=models.CASCADE, related_name="disponibilites")
    du = models.DateField()
    au = models.DateField()
    demi_journees = models.PositiveSmallIntegerField("demi-journées", null=True, blank=True)

    class Meta:
        verbose_name = "disponibilité"
        ordering = ["du", "au"]
        constraints = [models.CheckConstraint(condition=Q(au__gte=F("du")), name="disponibilite_dates_ordonnees")]

    def __str__(self) -> str:
        return f"du {self.du:%d/%m/%Y} au {self.au:%d/%m/%Y}"
