"""Reports to the committees: asked by the pilot, produced by a job, frozen."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django_fsm import FSMField, transition

from comptes.acteurs import est_du_comite, est_pilote
from programme.models import Edition
from socle.acteurs import Acteur
from socle.models import DocumentProduit, ModeleAEtats, Travail

from . import droits


class EtatRapport(models.TextChoices):
    EN_PREPARATION = "en_preparation", "En préparation"
    PRODUIT = "produit", "Produit"
    ANNULE = "annule", "Annulé"


class RapportQuerySet(models.QuerySet["Rapport"]):
    def visibles_par(self, acteur: Acteur) -> "RapportQuerySet":
        """The pilot sees all; the comité technique those that are produced."""
        if est_pilote(acteur):
            return self
        return self.filter(etat=EtatRapport.PRODUIT) if est_du_comite(acteur) else self.none()

    def pour_liste(self) -> "RapportQuerySet":
        """What a list shows, without the bytes of the PDF."""
        return self.select_related("edition", "demande_par", "travail", "document").defer("document__octets", "document__contexte")


class Rapport(ModeleAEtats):
    Etat = EtatRapport
    TONS: ClassVar[dict[str, str]] = {"en_preparation": "cours", "produit": "fait", "annule": "neutre"}

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="rapports", verbose_name="édition")
    du = models.DateField("du")
    au = models.DateField("au")
    etat = FSMField("état", max_length=16, choices=EtatRapport, default=EtatRapport.EN_PREPARATION, protected=True)
    chiffres = models.JSONField(default=dict, blank=True, help_text="figés à la production")
    document = models.OneToOneField(DocumentProduit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    travail = models.OneToOneField(Travail, on_delete=models.PROTECT, null=True, related_name="+")
    demande_par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    demande_le = models.DateTimeField("demandé le")
    cle = models.UUIDField("clé d’envoi", unique=True, help_text="rend le double clic sans effet")
    objects = RapportQuerySet.as_manager()

    class Meta:
        ordering = ["-demande_le", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(au__gte=F("du")), name="rapport_dates_ordonnees"),
            models.CheckConstraint(condition=~Q(etat="produit") | Q(document__isnull=False), name="rapport_produit_a_un_document"),
        ]

    def __str__(self) -> str:
        return f"Rapport du {self.du:%d/%m/%Y} au {self.au:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        return reverse("pilotage:rapport", args=[self.pk])

    @transition(etat, source=Etat.EN_PREPARATION, target=Etat.PRODUIT, permission=droits.peut_produire)
    def produire(self, *, chiffres: dict[str, Any], document: DocumentProduit) -> None:
        self.chiffres, self.document = chiffres, document

    @transition(
        etat, source=Etat.EN_PREPARATION, target=Etat.ANNULE, permission=droits.peut_produire, custom={"libelle": "Arrêter la préparation"}
    )
    def annuler(self) -> None:
        """The pilot gives this report up."""
