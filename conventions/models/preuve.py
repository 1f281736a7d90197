"""The chain of evidence of an agreement: one row an event, each holding the hash of the one before."""

from django.db import models

from socle.models.journal import LigneDeJournal

from .convention import Convention
from .signataire import Signataire


class GenrePreuve(models.TextChoices):
    EMISE = "emise", "Convention émise"
    INVITE = "invite", "Invitation à signer envoyée"
    LIEN_OUVERT = "lien_ouvert", "Page de signature ouverte par un bouton"
    CODE_ENVOYE = "code_envoye", "Code envoyé par courriel"
    CODE_FAUX = "code_faux", "Code refusé"
    CODE_VERIFIE = "code_verifie", "Code vérifié"
    SIGNE = "signe", "Signature en ligne"
    PAPIER = "papier", "Exemplaire signé sur papier versé"
    REFUSE = "refuse", "Refus de signer"
    RELANCE = "relance", "Rappel envoyé"
    RENOUVELE = "renouvele", "Lien renouvelé"
    REVOQUE = "revoque", "Lien fermé"
    REMPLACE = "remplace", "Signataire remplacé·e"
    COMPLETE = "complete", "Toutes les signatures sont réunies"
    SCELLEE = "scellee", "Document final et dossier de preuve scellés"
    ANNULEE = "annulee", "Convention annulée"
    EXPIREE = "expiree", "Délai de signature passé"


class Preuve(LigneDeJournal):
    """Written once, by `conventions.preuves.ecrire`; never changed nor deleted."""

    Genre = GenrePreuve

    convention = models.ForeignKey(Convention, on_delete=models.PROTECT, related_name="preuves")
    rang = models.PositiveIntegerField()
    genre = models.CharField(max_length=16, choices=GenrePreuve)
    signataire = models.ForeignKey(Signataire, on_delete=models.PROTECT, null=True, blank=True, related_name="preuves")
    le = models.DateTimeField(help_text="temps universel (UTC)")
    donnees = models.JSONField("données", default=dict, blank=True)
    precedente = models.CharField("empreinte de la précédente", max_length=64, blank=True)
    empreinte = models.CharField("SHA-256", max_length=64)

    class Meta:
        ordering = ["convention", "rang"]
        constraints = [models.UniqueConstraint(fields=["convention", "rang"], name="preuve_unique")]

    def __str__(self) -> str:
        return f"{self.convention_id}, {self.rang} : {self.get_genre_display()}"
