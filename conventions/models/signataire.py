"""Who signs an agreement: one row a person, invited at emission, who signs online or on paper, refuses, or is replaced."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django_fsm import FSMField, transition

from comptes.acteurs import ActeurLien, est_connecte, est_pilote
from conventions import droits
from socle.acteurs import Acteur
from socle.models import Dossier, Fichier, ModeleAEtats, filtrer_dossiers

from .convention import Convention


class PartieSignataire(models.TextChoices):
    PILOTE = "pilote", "Structure pilote"
    MENTOR = "mentor", "Personne-ressource"
    BENEFICIAIRE = "beneficiaire", "Structure bénéficiaire"


class Titre(models.TextChoices):
    PERSONNE = "personne", "En son nom"
    STRUCTURE = "structure", "Pour sa structure"
    LES_DEUX = "les_deux", "En son nom et pour sa structure"


class Mode(models.TextChoices):
    EN_LIGNE = "en_ligne", "En ligne"
    PAPIER = "papier", "Sur papier"


class EtatSignataire(models.TextChoices):
    ATTENDU = "attendu", "Signature attendue"
    SIGNE = "signe", "A signé"
    REFUSE = "refuse", "A refusé"
    RETIRE = "retire", "Remplacé·e"


class SignataireQuerySet(models.QuerySet["Signataire"]):
    def visibles_par(self, acteur: Acteur) -> "SignataireQuerySet":
        """The person who signs, by their account or by the link of this very row; the pilot but what is hidden from them."""
        if acteur.est_systeme:
            return self
        if isinstance(acteur, ActeurLien):
            return self.vivants().filter(personne=acteur.personne, pk=acteur.lien.objet_id if acteur.lien.but == droits.BUT else None)
        if not est_connecte(acteur):
            return self.none()
        visibles = filtrer_dossiers(self, acteur.personne.pk)
        return visibles if est_pilote(acteur) else visibles.vivants().filter(personne=acteur.personne)

    def vivants(self) -> "SignataireQuerySet":
        """Those who count: nobody took their place."""
        return self.exclude(etat=EtatSignataire.RETIRE)

    def attendus(self) -> "SignataireQuerySet":
        """Those whose signature is still awaited."""
        return self.filter(etat=EtatSignataire.ATTENDU)


class Signataire(ModeleAEtats):
    Etat = EtatSignataire
    Cote = PartieSignataire
    Titre = Titre
    Mode = Mode
    TONS: ClassVar[dict[str, str]] = {"attendu": "vous", "signe": "fait", "refuse": "refus", "retire": "neutre"}

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="signataires")
    convention = models.ForeignKey(Convention, on_delete=models.PROTECT, related_name="signataires")
    partie = models.CharField(max_length=16, choices=PartieSignataire)
    au_titre = models.CharField("signe", max_length=16, choices=Titre)
    personne = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="signatures")
    nom = models.CharField(max_length=161, help_text="tel que la convention le donne")
    qualite = models.CharField("qualité", max_length=200, blank=True)
    rang = models.PositiveSmallIntegerField(default=1, help_text="ordre d’affichage : chacun signe quand il veut")
    etat = FSMField("état", max_length=16, choices=EtatSignataire, default=EtatSignataire.ATTENDU, protected=True)
    mode = models.CharField(max_length=16, choices=Mode, blank=True)
    invite_le = models.DateTimeField("invité·e le", null=True, blank=True)
    ouvert_le = models.DateTimeField("lien ouvert le", null=True, blank=True)
    relances = models.PositiveSmallIntegerField(default=0)
    relance_le = models.DateTimeField("relancé·e le", null=True, blank=True)
    signe_le = models.DateTimeField("signé le", null=True, blank=True)
    refuse_le = models.DateTimeField("refusé le", null=True, blank=True)
    motif = models.TextField(blank=True, help_text="pourquoi cette personne refuse ; lu par toutes les parties")
    exemplaire = models.ForeignKey(
        Fichier, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="exemplaire signé sur papier"
    )
    objects = SignataireQuerySet.as_manager()

    class Meta:
        ordering = ["convention", "rang", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["convention", "personne"], condition=~Q(etat="retire"), name="signataire_unique"),
            models.CheckConstraint(condition=~Q(etat="signe") | Q(signe_le__isnull=False) & ~Q(mode=""), name="signataire_signe_date"),
            models.CheckConstraint(condition=~Q(etat="refuse") | Q(refuse_le__isnull=False), name="signataire_refuse_date"),
            models.CheckConstraint(condition=~Q(etat="signe", mode="papier") | Q(exemplaire__isnull=False), name="signataire_papier_verse"),
        ]

    def __str__(self) -> str:
        return f"{self.nom} ({self.get_partie_display()})"

    def get_absolute_url(self) -> str:
        return reverse("conventions:detail", args=[self.convention.numero])

    @transition(etat, source=Etat.ATTENDU, target=Etat.SIGNE, permission=droits.peut_signer)
    def signer(self, *, le: datetime) -> None:
        """The person accepts the text online."""
        self.mode, self.signe_le = Mode.EN_LIGNE, le

    @transition(etat, source=Etat.ATTENDU, target=Etat.SIGNE, permission=droits.peut_suivre_la_signature)
    def signer_sur_papier(self, *, le: datetime, exemplaire: Fichier) -> None:
        """The pilot files the paper that bears this signature."""
        self.mode, self.signe_le, self.exemplaire = Mode.PAPIER, le, exemplaire

    @transition(etat, source=Etat.ATTENDU, target=Etat.REFUSE, permission=droits.peut_signer)
    def refuser(self, *, le: datetime, motif: str) -> None:
        """The person will not sign this text, and says why."""
        self.refuse_le, self.motif = le, motif

    @transition(etat, source=Etat.ATTENDU, target=Etat.RETIRE, permission=droits.peut_suivre_la_signature)
    def retirer(self) -> None:
        """Somebody else signs instead."""


class CodeDeSignatureQuerySet(models.QuerySet["CodeDeSignature"]):
    def vivants(self, maintenant: datetime) -> "CodeDeSignatureQuerySet":
        """Codes that may still be typed."""
        depuis = maintenant - CodeDeSignature.VALIDITE
        return self.filter(clos_le=None, demande_le__gt=depuis, essais__lt=CodeDeSignature.ESSAIS).order_by("rang")


class CodeDeSignature(models.Model):
    """One request of a code by mail. The code itself is derived from this row and from the secret of the platform: it is nowhere."""

    VALIDITE = timedelta(minutes=15)
    ESSAIS = 5

    signataire = models.ForeignKey(Signataire, on_delete=models.CASCADE, related_name="codes")
    rang = models.PositiveIntegerField()
    demande_le = models.DateTimeField("demandé le")
    essais = models.PositiveSmallIntegerField(default=0)
    clos_le = models.DateTimeField("clos le", null=True, blank=True, help_text="il a servi, ou un autre le remplace")
    compte = models.BooleanField(default=True, help_text="compte parmi les codes de l’heure ; l’équipe peut lever la limite")
    objects = CodeDeSignatureQuerySet.as_manager()

    class Meta:
        verbose_name = "code de signature"
        verbose_name_plural = "codes de signature"
        ordering = ["signataire", "rang"]
        constraints = [
            models.UniqueConstraint(fields=["signataire", "rang"], name="code_de_signature_unique"),
            models.CheckConstraint(condition=Q(essais__lte=5), name="code_de_signature_essais"),
        ]

    def __str__(self) -> str:
        return f"{self.signataire_id}, {self.rang}"
