"""A complement: questions of the request that the team asks again, with a deadline."""

from collections.abc import Collection

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from questionnaires.definition import Definition, Etape
from questionnaires.models import Question, Reponses

from .candidature import Candidature
from .etats import EtatCandidature


class DemandeComplementQuerySet(models.QuerySet["DemandeComplement"]):
    def ouvertes(self) -> "DemandeComplementQuerySet":
        """Those that wait for the structure; at most one by request."""
        return self.filter(repondue_le__isnull=True, annulee_le__isnull=True)


class DemandeComplement(models.Model):
    """`reponses` holds what is typed again, until it is sent; then those of the request hold it.

    `revient_a` is where the request stood, and where it comes back; `rappels` counts those sent for this deadline.
    """

    candidature = models.ForeignKey(Candidature, on_delete=models.PROTECT, related_name="complements")
    message = models.TextField()
    questions = models.ManyToManyField(Question, related_name="+", help_text="du questionnaire de la candidature, posées à nouveau")
    reponses = models.OneToOneField(Reponses, on_delete=models.PROTECT, related_name="complement", verbose_name="réponses")
    echeance = models.DateField("échéance")
    revient_a = models.CharField(max_length=20, choices=EtatCandidature)
    rappels = models.PositiveSmallIntegerField(default=0)
    demandee_par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    demandee_le = models.DateTimeField("demandée le")
    rouverte_le = models.DateTimeField("rouverte le", null=True, blank=True)
    repondue_le = models.DateTimeField("répondue le", null=True, blank=True)
    annulee_le = models.DateTimeField("annulée le", null=True, blank=True)
    objects = DemandeComplementQuerySet.as_manager()

    class Meta:
        verbose_name = "demande de complément"
        verbose_name_plural = "demandes de complément"
        ordering = ["-demandee_le", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidature"], condition=Q(repondue_le__isnull=True, annulee_le__isnull=True), name="un_complement_ouvert"
            ),
            models.CheckConstraint(condition=Q(repondue_le__isnull=True) | Q(annulee_le__isnull=True), name="complement_repondu_ou_annule"),
            models.CheckConstraint(condition=Q(revient_a__in=["deposee", "recevable"]), name="complement_revient_a"),
        ]

    def __str__(self) -> str:
        return f"Complément de {self.candidature}"

    @cached_property
    def etape(self) -> Etape:
        """What is asked again, as one page, in the order of the questionnaire."""
        return etape_de(self.reponses.version.lue, {question.code for question in self.questions.all()})


def etape_de(definition: Definition, codes: Collection[str]) -> Etape:
    """Return the page that asks these questions again."""
    return Etape("complement", "Compléter ma candidature", tuple(question for question in definition.questions if question.code in codes))
