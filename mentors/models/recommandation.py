"""Somebody proposed a personne-ressource: who, whom, why, as they wrote it."""

from django.db import models

from referentiel.models import Competence

from .profil import ProfilMentor


class Recommandation(models.Model):
    """One source of a profile. What was typed stays here as typed: it changes nothing of what is known of the person."""

    profil = models.ForeignKey(ProfilMentor, on_delete=models.CASCADE, related_name="recommandations")
    cle = models.UUIDField(unique=True, editable=False)
    par_nom = models.CharField("proposée par", max_length=120)
    par_email = models.EmailField("adresse de qui propose", blank=True)
    institution = models.CharField(max_length=160, blank=True)
    prenom = models.CharField("prénom", max_length=80)
    nom = models.CharField(max_length=80)
    email = models.EmailField("adresse électronique", blank=True)
    telephone = models.CharField("téléphone", max_length=20, blank=True)
    structure = models.CharField(max_length=160)
    fonction = models.CharField(max_length=120, blank=True)
    competences = models.ManyToManyField(Competence, related_name="+", blank=True)
    pourquoi = models.TextField()
    besoin = models.CharField("demande à laquelle elle répond", max_length=32, blank=True)
    le = models.DateTimeField()

    class Meta:
        ordering = ["le", "pk"]

    def __str__(self) -> str:
        return f"{self.prenom} {self.nom}, par {self.par_nom}"
