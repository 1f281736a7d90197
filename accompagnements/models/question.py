"""What a personne-ressource asks the team before answering a proposal."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from .proposition import Proposition


class QuestionProposition(models.Model):
    """A question, then its answer; one at a time waits on a proposal. `cle` makes a double click harmless."""

    proposition = models.ForeignKey(Proposition, on_delete=models.PROTECT, related_name="questions")
    cle = models.UUIDField(unique=True, editable=False)
    texte = models.TextField()
    posee_le = models.DateTimeField("posée le")
    reponse = models.TextField("réponse", blank=True)
    repondue_le = models.DateTimeField("répondue le", null=True, blank=True)
    repondue_par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "question sur une proposition"
        verbose_name_plural = "questions sur des propositions"
        ordering = ["posee_le", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["proposition"], condition=Q(repondue_le=None), name="une_question_en_attente"),
        ]

    def __str__(self) -> str:
        return f"Question sur {self.proposition}"
