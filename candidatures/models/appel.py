"""A call: published by the pilot once validated; open or closed is read from its dates."""

from datetime import datetime
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django_fsm import FSMField, transition

from candidatures import droits, regles
from comptes.acteurs import est_du_comite, est_pilote
from programme.models import Edition
from questionnaires.models import Version
from socle import horloge
from socle.acteurs import Acteur
from socle.models import ModeleAEtats
from socle.workflow import condition


class EtatAppel(models.TextChoices):
    BROUILLON = "brouillon", "Brouillon"
    SOUMIS = "soumis", "Soumis au comité"
    VALIDE = "valide", "Validé"
    PUBLIE = "publie", "Publié"
    RETIRE = "retire", "Retiré"


class ModeAvis(models.TextChoices):
    """When the comité technique gives its opinion on a request."""

    JAMAIS = "jamais", "Jamais"
    A_LA_DEMANDE = "a_la_demande", "À la demande de l’équipe"
    TOUJOURS = "toujours", "Toujours, dès la recevabilité"


@condition("Cet appel n’a pas encore de critères : ajoutez-les, le comité les valide avec lui.")
def criteres_poses(appel: "Appel") -> bool:
    """The call says by what requests are judged."""
    return appel.criteres.exists()


@condition("Cet appel n’a pas encore de questionnaire : choisissez-en la version, puis soumettez-le.")
def questionnaire_choisi(appel: "Appel") -> bool:
    """What will be asked is known, and frozen."""
    return appel.questionnaire_version_id is not None


class AppelQuerySet(models.QuerySet["Appel"]):
    def visibles_par(self, acteur: Acteur) -> "AppelQuerySet":
        """Everybody sees published calls, the comité technique also those that it validates; the pilot sees all."""
        if est_pilote(acteur):
            return self
        if est_du_comite(acteur):
            return self.filter(etat__in=[EtatAppel.SOUMIS, EtatAppel.VALIDE, EtatAppel.PUBLIE])
        return self.filter(etat=EtatAppel.PUBLIE)

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
    questionnaire_version = models.ForeignKey(
        Version, on_delete=models.PROTECT, null=True, blank=True, related_name="appels", verbose_name="questionnaire"
    )
    # What the pilot promises to applicants at each step.
    delai_etude = models.PositiveSmallIntegerField(
        "étude de la recevabilité", default=10, validators=[MinValueValidator(1)], help_text="en jours après l’envoi"
    )
    delai_entretien = models.PositiveSmallIntegerField(
        "entretien de diagnostic", default=15, validators=[MinValueValidator(1)], help_text="en jours après la recevabilité"
    )
    delai_decision = models.PositiveSmallIntegerField(
        "décision", default=10, validators=[MinValueValidator(1)], help_text="en jours après l’entretien"
    )
    avis = models.CharField("avis du comité", max_length=12, choices=ModeAvis, default=ModeAvis.A_LA_DEMANDE)
    delai_avis = models.PositiveSmallIntegerField(
        "délai pour un avis", default=7, validators=[MinValueValidator(1)], help_text="en jours après la demande"
    )
    annonce_immediate = models.BooleanField(
        "annoncer les décisions aussitôt",
        default=False,
        help_text="sinon chaque décision attend que l’équipe envoie son courriel",
    )
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

    def clean(self) -> None:
        if self.ouvre_le and self.ferme_le and self.ferme_le <= self.ouvre_le:
            raise ValidationError({"ferme_le": "L’appel ferme après son ouverture : choisissez une date plus tardive."})

    @property
    def est_ouvert(self) -> bool:
        """Published, and between its dates."""
        return self.etat == EtatAppel.PUBLIE and self.a_commence and not self.a_ferme

    @property
    def a_commence(self) -> bool:
        """Its opening date has come."""
        return self.ouvre_le <= horloge.maintenant()

    @property
    def a_ferme(self) -> bool:
        """Its closing date has come."""
        return self.ferme_le is not None and self.ferme_le <= horloge.maintenant()

    @property
    def ferme_bientot(self) -> bool:
        """Open, but not for long."""
        return self.est_ouvert and self.ferme_le is not None and self.ferme_le - horloge.maintenant() <= regles.FERME_BIENTOT

    @transition(
        etat,
        source=Etat.BROUILLON,
        target=Etat.SOUMIS,
        conditions=[questionnaire_choisi, criteres_poses],
        permission=droits.peut_preparer,
        custom={"libelle": "Soumettre au comité", "rang": 1},
    )
    def soumettre(self) -> None:
        """The committee is asked."""

    @transition(
        etat,
        source=Etat.SOUMIS,
        target=Etat.VALIDE,
        permission=droits.peut_valider,
        custom={"libelle": "Valider l’appel", "rang": 1},
    )
    def valider(self) -> None:
        """The committee agrees with criteria, questionnaire and calendar."""

    @transition(
        etat,
        source=Etat.VALIDE,
        target=Etat.PUBLIE,
        permission=droits.peut_preparer,
        custom={"libelle": "Publier sur le site", "rang": 1},
    )
    def publier(self) -> None:
        """The call appears on the public site."""

    @transition(
        etat,
        source=Etat.PUBLIE,
        target=Etat.RETIRE,
        permission=droits.peut_preparer,
        custom={"libelle": "Retirer du site", "rang": 9},
    )
    def retirer(self) -> None:
        """The call leaves the public site; the drafts are kept, and can no longer be sent."""
