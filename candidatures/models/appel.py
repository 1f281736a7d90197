"""A call: published by the pilot once validated; open or closed is read from its dates."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django_fsm import FSMField, transition

from candidatures import droits
from comptes.acteurs import est_pilote
from programme.models import Edition
from socle import horloge
from socle.acteurs import Acteur
from socle.models import ModeleAEtats


class EtatAppel(models.TextChoices):
    BROUILLON = "brouillon", "Brouillon"
    SOUMIS = "soumis", "Soumis au comité"
    VALIDE = "valide", "Validé"
    PUBLIE = "publie", "Publié"
    RETIRE = "retire", "Retiré"


class AppelQuerySet(models.QuerySet["Appel"]):
    def visibles_par(self, acteur: Acteur) -> "AppelQuerySet":
        """Everybody sees published calls; the pilot sees all."""
        return self if est_pilote(acteur) else self.filter(etat=EtatAppel.PUBLIE)

    def ouverts(self, maintenant: datetime) -> "AppelQuerySet":
        """Published calls that take requests at this moment."""
        return self.filter(Q(ferme_le__isnull=True) | Q(ferme_le__gt=maintenant), etat=EtatAppel.PUBLIE, ouvre_le__lte=maintenant)


class Appel(ModeleAEtats):
    Etat = EtatAppel
    TONS: ClassVar[dict[str, str]] = {"brouillon": "neutre", "soumis": "alerte", "valide": "cours", "publie": "fait", "retire": "neutre"}

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="appels", verbose_name="édition")
    slug = models.SlugField("adresse", max_length=64, unique=True)
    titre = models.CharField(max_length=120)
    presentation = models.TextField("présentation")
    etat = FSMField("état", max_length=16, choices=EtatAppel, default=EtatAppel.BROUILLON, protected=True)
    ouvre_le = models.DateTimeField("ouvre le")
    ferme_le = models.DateTimeField("ferme le", null=True, blank=True, help_text="vide : ouvert toute l’année")
    objects = AppelQuerySet.as_manager()

    class Meta:
        ordering = ["-ouvre_le"]
        constraints = [
            models.CheckConstraint(condition=Q(ferme_le__isnull=True) | Q(ferme_le__gt=F("ouvre_le")), name="appel_dates_ordonnees")
        ]

    def __str__(self) -> str:
        return self.titre

    def get_absolute_url(self) -> str:
        return reverse("candidatures:appel", args=[self.slug])

    @property
    def est_ouvert(self) -> bool:
        """Published, and between its dates."""
        maintenant = horloge.maintenant()
        return self.etat == EtatAppel.PUBLIE and self.ouvre_le <= maintenant and (self.ferme_le is None or maintenant < self.ferme_le)

    @transition(etat, source=Etat.BROUILLON, target=Etat.SOUMIS, permission=droits.peut_preparer, custom={"libelle": "Soumettre au comité"})
    def soumettre(self) -> None:
        """The committee is asked."""

    @transition(etat, source=Etat.SOUMIS, target=Etat.VALIDE, permission=droits.peut_valider, custom={"libelle": "Valider"})
    def valider(self) -> None:
        """The committee agrees with criteria, questionnaire and calendar."""

    @transition(etat, source=Etat.VALIDE, target=Etat.PUBLIE, permission=droits.peut_preparer, custom={"libelle": "Publier"})
    def publier(self) -> None:
        """The call appears on the public site."""

    @transition(etat, source=Etat.PUBLIE, target=Etat.RETIRE, permission=droits.peut_preparer, custom={"libelle": "Retirer du site"})
    def retirer(self) -> None:
        """The call leaves the public site."""
