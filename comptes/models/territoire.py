"""Départements, and communes when they were installed (`make data`)."""

from django.db import models


class Departement(models.Model):
    code = models.CharField(max_length=3, primary_key=True)
    nom = models.CharField(max_length=64)
    en_occitanie = models.BooleanField("en Occitanie", default=False)

    class Meta:
        verbose_name = "département"
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.nom} ({self.code})"


class Commune(models.Model):
    """Empty until `make data`; the product works without it (commune as free text)."""

    code_insee = models.CharField("code INSEE", max_length=5, primary_key=True)
    nom = models.CharField(max_length=64)
    codes_postaux = models.JSONField("codes postaux", default=list)
    departement = models.ForeignKey(Departement, on_delete=models.PROTECT, related_name="communes")

    class Meta:
        ordering = ["nom"]

    def __str__(self) -> str:
        return self.nom
