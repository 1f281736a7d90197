"""Sessions: planned or declared afterwards, held, cancelled, contested; and who was there, never in two half-days at once."""

from datetime import date, datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Sum
from django.urls import reverse
from django.utils import timezone
from django_fsm import FSMField, transition

from accompagnements import droits, regles
from comptes.models import Personne
from socle import horloge
from socle.models import Dossier, ModeleAEtats
from socle.workflow import condition

from .accompagnement import Accompagnement


class EtatSeance(models.TextChoices):
    PREVUE = "prevue", "Prévue"
    TENUE = "tenue", "Tenue"
    ANNULEE = "annulee", "Annulée"
    ABSENCE = "absence", "Absence"
    CONTESTEE = "contestee", "Contestée"


class DemiJournee(models.TextChoices):
    MATIN = "matin", "Matin"
    APRES_MIDI = "apres_midi", "Après-midi"


# What counts as held: held, or an absence that the team decided to count (its half-days are then what they decided, 0 or more).
COMPTEES = Q(etat=EtatSeance.TENUE) | Q(etat=EtatSeance.ABSENCE, tranchee_le__isnull=False)
# What only the team can settle.
A_TRANCHER = Q(etat=EtatSeance.CONTESTEE) | Q(etat=EtatSeance.ABSENCE, tranchee_le__isnull=True)


class SeanceQuerySet(models.QuerySet["Seance"]):
    def tenues(self) -> "SeanceQuerySet":
        return self.filter(COMPTEES)

    def reservees(self) -> "SeanceQuerySet":
        """What takes half-days of the agreement: held, planned, contested, or absence."""
        return self.exclude(etat=EtatSeance.ANNULEE)

    def prevues(self) -> "SeanceQuerySet":
        return self.filter(etat=EtatSeance.PREVUE)

    def a_trancher(self) -> "SeanceQuerySet":
        """Contested, or an absence that the team has not settled."""
        return self.filter(A_TRANCHER)

    def total(self) -> int:
        """Sum of the half-days of these sessions."""
        return self.aggregate(total=Sum("demi_journees", default=0))["total"]


@condition("Cette séance est à venir : elle se raconte une fois l’heure venue.")
def l_heure_est_venue(seance: "Seance") -> bool:
    """The session has begun, or its day has come when no hour is known."""
    return seance.debut <= horloge.maintenant() if seance.debut else seance.jour <= horloge.aujourdhui()


@condition("Cette rencontre ne consommait aucune demi-journée : annulez-la plutôt.")
def consomme(seance: "Seance") -> bool:
    """An absence is settled in half-days: there are some."""
    return seance.demi_journees > 0


@condition("Une demi-journée se conteste dans les sept jours qui suivent sa déclaration. Écrivez à l’équipe pilote.")
def encore_contestable(seance: "Seance") -> bool:
    """It was declared less than seven days ago."""
    limite = seance.contestable_jusqu_au
    return limite is not None and horloge.aujourdhui() <= limite


@condition("L’équipe pilote a déjà tranché pour cette séance.")
def pas_encore_tranchee(seance: "Seance") -> bool:
    """The team settles once."""
    return seance.tranchee_le is None


class Seance(ModeleAEtats):
    """`jour` is the day in France; `debut` and `fin` are null when it was declared afterwards. `revision` counts what changed of its plan.

    A contested session counts for nothing and its presences are lifted, so that whoever was elsewhere can say where; its half-days stay
    reserved until the team settles.
    """

    Etat = EtatSeance
    TONS: ClassVar[dict[str, str]] = {"prevue": "cours", "tenue": "fait", "annulee": "neutre", "absence": "alerte", "contestee": "refus"}

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="seances")
    accompagnement = models.ForeignKey(Accompagnement, on_delete=models.PROTECT, related_name="seances")
    jour = models.DateField()
    debut = models.DateTimeField("début", null=True, blank=True)
    fin = models.DateTimeField(null=True, blank=True)
    demi_journees = models.PositiveSmallIntegerField("demi-journées")
    a_distance = models.BooleanField("à distance", default=False)
    lieu = models.CharField(max_length=300, blank=True, help_text="adresse, ou lien de la visioconférence")
    etat = FSMField("état", max_length=16, choices=EtatSeance, default=EtatSeance.PREVUE, protected=True)
    cle = models.UUIDField("clé d’envoi", unique=True, help_text="rend le double clic sans effet")
    revision = models.PositiveSmallIntegerField("révision", default=0)
    cle_declaration = models.UUIDField("clé du compte rendu", unique=True, null=True, blank=True)
    declaree_par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    declaree_le = models.DateTimeField("déclarée le", null=True, blank=True)
    motif = models.TextField(blank=True, help_text="pourquoi elle est annulée, ou ce qui est dit de l’absence")
    contestee_par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    contestee_le = models.DateTimeField("contestée le", null=True, blank=True)
    contestation = models.TextField(blank=True)
    tranchee_par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    tranchee_le = models.DateTimeField("tranchée le", null=True, blank=True)
    arbitrage = models.TextField(blank=True, help_text="ce que l’équipe a décidé, lu par les deux personnes")
    objects = SeanceQuerySet.as_manager()

    class Meta:
        verbose_name = "séance"
        ordering = ["jour", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(demi_journees__lte=2), name="seance_deux_demi_journees_au_plus"),
            models.CheckConstraint(
                condition=Q(debut__isnull=True, fin__isnull=True) | Q(debut__isnull=False, fin__gt=F("debut")),
                name="seance_heures_ordonnees",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.accompagnement} le {self.jour:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        return reverse("accompagnements:seance", args=[self.accompagnement.numero, self.pk])

    @property
    def moments(self) -> list[str]:
        """Return the half-days of the session, in words and in order: "matin", "après-midi"."""
        notes = {presence.demi_journee for presence in self.presences.all()}
        return [moment.label.lower() for moment in DemiJournee if moment in notes]

    @property
    def est_a_trancher(self) -> bool:
        """Contested, or an absence that the team has not settled."""
        return self.etat == EtatSeance.CONTESTEE or (self.etat == EtatSeance.ABSENCE and self.tranchee_le is None)

    @property
    def contestable_jusqu_au(self) -> date | None:
        """The last day when the other side may contest what was declared, None when nothing was."""
        return regles.contestable_jusqu_au(timezone.localtime(self.declaree_le).date()) if self.declaree_le else None

    @transition(
        etat,
        source=Etat.PREVUE,
        target=Etat.TENUE,
        conditions=[l_heure_est_venue],
        permission=droits.peut_declarer,
        custom={"libelle": "Déclarer tenue", "rang": 1},
    )
    def tenir(self, *, par: Personne | None, le: datetime) -> None:
        """Held: counts at once."""
        self.declaree_par, self.declaree_le = par, le

    @transition(
        etat,
        source=Etat.PREVUE,
        target=Etat.ABSENCE,
        conditions=[l_heure_est_venue, consomme],
        permission=droits.peut_noter_l_absence,
        custom={"libelle": "La personne accompagnée n’est pas venue", "rang": 2},
    )
    def noter_absence(self, *, par: Personne | None, le: datetime, motif: str) -> None:
        """The personne-ressource came, the other did not: the team says how many half-days count."""
        self.declaree_par, self.declaree_le, self.motif = par, le, motif

    @transition(
        etat,
        source=Etat.PREVUE,
        target=Etat.ANNULEE,
        permission=droits.peut_declarer,
        custom={"libelle": "Annuler la séance", "rang": 9},
    )
    def annuler(self, *, motif: str) -> None:
        """It does not take place, for a reason that both sides read."""
        self.motif = motif
        self.revision += 1

    @transition(
        etat,
        source=Etat.TENUE,
        target=Etat.CONTESTEE,
        conditions=[pas_encore_tranchee, encore_contestable],
        permission=droits.peut_contester,
        custom={"libelle": "Contester", "rang": 9},
    )
    def contester(self, *, par: Personne | None, le: datetime, motif: str) -> None:
        """The other side says that it was not held so: it stops counting until the team settles."""
        self.contestee_par, self.contestee_le, self.contestation = par, le, motif

    @transition(
        etat,
        source=Etat.CONTESTEE,
        target=Etat.TENUE,
        permission=droits.peut_conduire,
        custom={"libelle": "Contestation : compter la séance", "rang": 1},
    )
    def maintenir(self, *, par: Personne | None, le: datetime, mot: str) -> None:
        """The team settles: it was held, and counts again."""
        self.tranchee_par, self.tranchee_le, self.arbitrage = par, le, mot

    @transition(
        etat,
        source=Etat.CONTESTEE,
        target=Etat.ANNULEE,
        permission=droits.peut_conduire,
        custom={"libelle": "Contestation : annuler la séance", "rang": 2},
    )
    def ecarter(self, *, par: Personne | None, le: datetime, mot: str) -> None:
        """The team settles: it was not held."""
        self.tranchee_par, self.tranchee_le, self.arbitrage = par, le, mot

    @transition(
        etat,
        source=Etat.ABSENCE,
        target=Etat.ABSENCE,
        conditions=[pas_encore_tranchee],
        permission=droits.peut_conduire,
        custom={"libelle": "Décider de l’absence", "rang": 1},
    )
    def decider_absence(self, *, par: Personne | None, le: datetime, mot: str, demi_journees: int) -> None:
        """The team says how many half-days count, 0 or more: they count as held."""
        self.tranchee_par, self.tranchee_le, self.arbitrage = par, le, mot
        self.demi_journees = demi_journees


class Presence(models.Model):
    """A person in one half-day of one day; unique while active."""

    seance = models.ForeignKey(Seance, on_delete=models.CASCADE, related_name="presences")
    personne = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="presences")
    jour = models.DateField()
    demi_journee = models.CharField("demi-journée", max_length=12, choices=DemiJournee)
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["personne", "jour", "demi_journee"], condition=Q(active=True), name="presence_unique")
        ]

    def __str__(self) -> str:
        return f"{self.personne} le {self.jour:%d/%m/%Y}, {self.get_demi_journee_display()}"
