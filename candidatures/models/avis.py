"""The opinion of one member of the comité technique on one request: a row beside the file, which decides nothing."""

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone

from candidatures import droits, regles
from comptes.acteurs import ActeurLien, est_pilote
from comptes.models import Instance, Mandat, Personne
from socle import horloge
from socle.acteurs import Acteur
from socle.models import Dossier, filtrer_dossiers

from .candidature import EN_EXAMEN, Candidature


class Sens(models.TextChoices):
    FAVORABLE = "favorable", "Favorable"
    RESERVES = "reserves", "Favorable avec réserves"
    DEFAVORABLE = "defavorable", "Défavorable"
    NE_SE_PRONONCE_PAS = "ne_se_prononce_pas", "Ne se prononce pas"


# An opinion that holds the file back says why.
A_MOTIVER = (Sens.RESERVES, Sens.DEFAVORABLE)


class AvisQuerySet(models.QuerySet["Avis"]):
    def vivants(self) -> "AvisQuerySet":
        """Opinions asked and not taken back."""
        return self.filter(retire_le__isnull=True)

    def demandes_a(self, acteur: Acteur) -> "AvisQuerySet":
        """What is asked of this member of the comité technique, but on files that they withdrew from; by a link, its request alone."""
        if not droits.donne_des_avis(acteur):
            return self.none()
        siens = filtrer_dossiers(self.vivants().filter(personne=acteur.personne), acteur.personne.pk)
        return siens.filter(pk=acteur.lien.objet_id) if isinstance(acteur, ActeurLien) else siens

    def visibles_par(self, acteur: Acteur) -> "AvisQuerySet":
        """The pilot sees all; a member what is asked of them, and once they have answered, what the others answered on the same request."""
        if acteur.est_systeme:
            return self
        if est_pilote(acteur):
            return filtrer_dossiers(self, acteur.personne.pk)
        siens = Avis.objects.demandes_a(acteur)
        a_repondu = Exists(siens.filter(candidature=OuterRef("candidature"), rendu_le__isnull=False))
        return self.vivants().filter(Q(pk__in=siens.values("pk")) | Q(a_repondu, rendu_le__isnull=False))

    def a_rendre(self) -> "AvisQuerySet":
        """Not given, on a request that is not decided."""
        return self.vivants().filter(rendu_le__isnull=True, candidature__etat__in=EN_EXAMEN)

    def a_relancer(self) -> "AvisQuerySet":
        """Not given, by somebody who sits today: the link of the others opens nothing any more."""
        return self.a_rendre().avec_siege().filter(siege=True)

    def avec_siege(self) -> "AvisQuerySet":
        """Say of each whether its member sits today (`siege`)."""
        return self.annotate(siege=Exists(Personne.objects.siegeant(Instance.COMITE_TECHNIQUE).filter(pk=OuterRef("personne"))))

    def a_rappeler(self, jour: date) -> "AvisQuerySet":
        """Not given, and whose next reminder has come."""
        dus = Q()
        for rang, avant in enumerate(regles.RAPPELS_D_AVIS):
            dus |= Q(rappels=rang, echeance__lte=jour + avant)
        return self.a_relancer().filter(dus)

    def pour_page(self) -> "AvisQuerySet":
        """What a page says of each: who, whether they sit today (`siege`), for which institution (`institution`, None without)."""
        mandats = Mandat.objects.filter(personne=OuterRef("personne"), instance=Instance.COMITE_TECHNIQUE).order_by("-du", "-pk")
        institution = Subquery(mandats.values("institution__nom")[:1])
        return self.avec_siege().select_related("dossier", "personne").annotate(institution=institution).order_by("echeance", "pk")


class Avis(models.Model):
    """`sens` stays empty until it is given: silence is read as « ne se prononce pas » once the last day is over, and never stored."""

    Sens = Sens

    candidature = models.ForeignKey(Candidature, on_delete=models.PROTECT, related_name="avis")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="avis")
    personne = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="avis")
    demande_par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    demande_le = models.DateTimeField("demandé le")
    echeance = models.DateField("échéance")
    sens = models.CharField(max_length=20, choices=Sens, blank=True)
    commentaire = models.TextField(blank=True)
    rendu_le = models.DateTimeField("rendu le", null=True, blank=True)
    retire_le = models.DateTimeField("retiré le", null=True, blank=True)
    rappels = models.PositiveSmallIntegerField(default=0, help_text="rappels dont le jour est passé")
    relance_le = models.DateTimeField("relancé le", null=True, blank=True)
    objects = AvisQuerySet.as_manager()

    class Meta:
        verbose_name = "avis"
        verbose_name_plural = "avis"
        ordering = ["echeance", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["candidature", "personne"], condition=Q(retire_le__isnull=True), name="avis_unique"),
            models.CheckConstraint(
                condition=Q(sens="", rendu_le__isnull=True) | (~Q(sens="") & Q(rendu_le__isnull=False)), name="avis_rendu_date"
            ),
            models.CheckConstraint(condition=~Q(sens__in=["reserves", "defavorable"]) | ~Q(commentaire=""), name="avis_motive"),
        ]

    def __str__(self) -> str:
        return f"Avis de {self.personne} sur {self.dossier}"

    def get_absolute_url(self) -> str:
        return reverse("candidatures:avis", args=[self.dossier.numero])

    @property
    def est_rendu(self) -> bool:
        return self.rendu_le is not None

    @property
    def est_en_retard(self) -> bool:
        """The last day is over without an answer; one that comes now is still taken."""
        return self.rendu_le is None and horloge.aujourdhui() > self.echeance

    @property
    def sens_lu(self) -> str:
        """How it counts today, in words: what was given, « ne se prononce pas » after the last day, "" before."""
        if self.est_rendu:
            return self.get_sens_display()
        return Sens.NE_SE_PRONONCE_PAS.label if self.est_en_retard else ""

    @property
    def derniere_demande_le(self) -> datetime:
        """When the member was last written to about it."""
        return self.relance_le or self.demande_le

    @property
    def est_a_relancer(self) -> bool:
        """Not given, and the member was not written to today."""
        return not self.est_rendu and timezone.localtime(self.derniere_demande_le).date() < horloge.aujourdhui()
