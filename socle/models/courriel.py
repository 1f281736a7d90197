"""The outbox: a mail is a row written in the transaction that decides it, rendered and sent by a job."""

from django.conf import settings
from django.db import models

from .dossier import Dossier


class EtatCourriel(models.TextChoices):
    RETENU = "retenu", "retenu jusqu’à relecture"
    A_ENVOYER = "a_envoyer", "à envoyer"
    ENVOYE = "envoye", "envoyé"
    ANNULE = "annule", "annulé"


class Courriel(models.Model):
    """A mail to one person. Text is rendered at sending; links and codes are made then, and never stored in clear."""

    Etat = EtatCourriel

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, null=True, blank=True, related_name="courriels")
    personne = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="courriels")
    adresse = models.EmailField(blank=True, help_text="seulement quand aucune personne n’est encore connue")
    gabarit = models.CharField(max_length=64, help_text="« app/nom » : templates/courriels/app/nom.txt")
    version = models.CharField(max_length=12, help_text="empreinte courte du gabarit du texte envoyé (avant l’envoi : du gabarit d’alors)")
    contexte = models.JSONField(default=dict, blank=True)
    liens = models.JSONField(default=dict, blank=True, help_text="nom → [fabrique, arguments], insérés à l’envoi")
    secret = models.TextField(blank=True, help_text="chiffré, effacé à l’envoi")
    etat = models.CharField("état", max_length=16, choices=Etat, default=Etat.A_ENVOYER)
    sujet = models.CharField(max_length=255, blank=True)
    corps = models.TextField(blank=True, help_text="le texte envoyé, sans ses liens personnels ni ses codes")
    cree_le = models.DateTimeField("créé le")
    envoye_le = models.DateTimeField("envoyé le", null=True, blank=True)

    class Meta:
        verbose_name = "courriel"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.sujet or self.gabarit
