"""One evaluation per stage and respondent."""

from datetime import date, datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django_fsm import FSMField, transition

from accompagnements.models import Accompagnement
from candidatures.models import Participant
from comptes.acteurs import ActeurLien, est_connecte, est_pilote
from comptes.models import Personne
from socle import horloge
from socle.acteurs import Acteur
from socle.models import Dossier, ModeleAEtats, filtrer_dossiers

from . import droits, regles


class Etape(models.TextChoices):
    SORTIE = "sortie", "À la sortie"
    SIX_MOIS = "six_mois", "Six mois après"


class Repondant(models.TextChoices):
    ACCOMPAGNE = "accompagne", "Personne accompagnée"
    MENTOR = "mentor", "Personne-ressource"


class EtatEvaluation(models.TextChoices):
    PREVUE = "prevue", "Prévue"
    ENVOYEE = "envoyee", "Envoyée"
    REMPLIE = "remplie", "Remplie"
    EXPIREE = "expiree", "Expirée"


class EvaluationQuerySet(models.QuerySet["Evaluation"]):
    def visibles_par(self, acteur: Acteur) -> "EvaluationQuerySet":
        """The person asked, by their account or by the link of this very evaluation; the pilot but what is hidden from them."""
        if acteur.est_systeme:
            return self
        if isinstance(acteur, ActeurLien):
            if acteur.lien.but != droits.BUT:
                return self.none()
            return self.filter(pk=acteur.lien.objet_id, personne=acteur.personne).exclude(etat=EtatEvaluation.PREVUE)
        if not est_connecte(acteur):
            return self.none()
        if est_pilote(acteur):
            return filtrer_dossiers(self, acteur.personne.pk)
        return self.filter(personne=acteur.personne).exclude(etat=EtatEvaluation.PREVUE)

    def a_inviter(self, jour: date) -> "EvaluationQuerySet":
        """Evaluations whose day has come."""
        return self.filter(etat=EtatEvaluation.PREVUE, invitation_prevue_le__lte=jour)

    def a_suivre(self, maintenant: datetime) -> "EvaluationQuerySet":
        """Evaluations sent and not answered whose next reminder, or end, has come."""
        due = Q(expire_le__lte=maintenant)
        for rang, delai in enumerate(regles.RELANCES):
            due |= Q(relances=rang, envoyee_le__lte=maintenant - delai)
        return self.filter(due, etat=EtatEvaluation.ENVOYEE)

    def pour_page(self) -> "EvaluationQuerySet":
        """What a page shows, in one query."""
        return self.select_related(
            "dossier",
            "personne",
            "accompagnement__candidature__structure",
            "accompagnement__mentor__personne",
            "accompagnement__beneficiaire__personne",
        )


class Evaluation(ModeleAEtats):
    Etat = EtatEvaluation
    TONS: ClassVar[dict[str, str]] = {"prevue": "neutre", "envoyee": "vous", "remplie": "fait", "expiree": "refus"}

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="evaluations")
    accompagnement = models.ForeignKey(Accompagnement, on_delete=models.PROTECT, related_name="evaluations")
    etape = models.CharField("étape", max_length=10, choices=Etape)
    repondant = models.CharField("répondant·e", max_length=12, choices=Repondant)
    personne = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="evaluations")
    etat = FSMField("état", max_length=16, choices=EtatEvaluation, default=EtatEvaluation.PREVUE, protected=True)
    invitation_prevue_le = models.DateField("invitation prévue le")
    envoyee_le = models.DateTimeField("envoyée le", null=True, blank=True)
    expire_le = models.DateTimeField("expire le", null=True, blank=True)
    remplie_le = models.DateTimeField("remplie le", null=True, blank=True)
    relances = models.PositiveSmallIntegerField(default=0)
    reponses = models.JSONField("réponses", default=dict, blank=True)
    objects = EvaluationQuerySet.as_manager()

    class Meta:
        verbose_name = "évaluation"
        ordering = ["invitation_prevue_le", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["accompagnement", "etape", "repondant"], name="evaluation_unique"),
            models.CheckConstraint(condition=~Q(etat="remplie") | Q(remplie_le__isnull=False), name="evaluation_remplie_datee"),
        ]

    @property
    def qui_repond(self) -> Participant | Personne:
        """The respondent as the file names them: for the personne accompagnée, as the request does."""
        return self.accompagnement.beneficiaire if self.repondant == Repondant.ACCOMPAGNE else self.personne

    def __str__(self) -> str:
        return f"{self.get_etape_display()}, {self.get_repondant_display().lower()} ({self.accompagnement})"

    def get_absolute_url(self) -> str:
        return reverse("evaluations:detail", args=[self.pk])

    @property
    def est_ouverte(self) -> bool:
        """Answers are still taken."""
        return self.etat == EtatEvaluation.ENVOYEE and self.expire_le is not None and horloge.maintenant() < self.expire_le

    @transition(etat, source=Etat.PREVUE, target=Etat.ENVOYEE, permission=droits.peut_envoyer)
    def envoyer(self, *, le: datetime) -> None:
        self.envoyee_le = le
        self.expire_le = le + settings.DELAI_EVALUATION

    @transition(etat, source=Etat.ENVOYEE, target=Etat.REMPLIE, permission=droits.peut_repondre, custom={"libelle": "Envoyer mes réponses"})
    def remplir(self, *, le: datetime, reponses: dict[str, Any]) -> None:
        self.remplie_le, self.reponses = le, reponses

    @transition(etat, source=Etat.ENVOYEE, target=Etat.EXPIREE, permission=droits.par_la_plateforme)
    def expirer(self) -> None:
        """No answer within the delay."""
