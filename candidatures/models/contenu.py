"""What a request is made of: people, objectives, levels."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from referentiel.models import Competence
from referentiel.niveaux import Niveau

from .candidature import Candidature


class StatutParticipant(models.TextChoices):
    CDI = "cdi", "Salarié·e en CDI"
    CDD = "cdd", "Salarié·e en CDD"
    INTERMITTENT = "intermittent", "Intermittent·e permanent·e"
    DIRIGEANT_SALARIE = "dirigeant_salarie", "Dirigeant·e salarié·e"
    DIRIGEANT_BENEVOLE = "dirigeant_benevole", "Dirigeant·e bénévole"
    ENTREPRENEUR = "entrepreneur", "Entrepreneur·e"


class Participant(models.Model):
    """A person of the structure who takes part; exactly one is the *personne accompagnée référente*."""

    candidature = models.ForeignKey(Candidature, on_delete=models.CASCADE, related_name="participants")
    personne = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="participations")
    # As typed in the request: showing the name of an account that has this address would reveal it to whoever knows the address.
    prenom = models.CharField("prénom", max_length=80)
    nom = models.CharField(max_length=80)
    fonction = models.CharField(max_length=120)
    statut = models.CharField(max_length=20, choices=StatutParticipant)
    est_referente = models.BooleanField("personne référente", default=False)

    class Meta:
        ordering = ["-est_referente", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["candidature", "personne"], name="participant_unique"),
            models.UniqueConstraint(fields=["candidature"], condition=Q(est_referente=True), name="participant_une_referente"),
        ]

    def __str__(self) -> str:
        return f"{self.prenom} {self.nom}".strip()


class MentorSouhaite(models.Model):
    """The person that the applicant has in mind; the pilot contacts them, or not."""

    candidature = models.OneToOneField(Candidature, on_delete=models.CASCADE, related_name="mentor_souhaite")
    nom = models.CharField(max_length=160)
    structure = models.CharField(max_length=160)
    courriel = models.EmailField(max_length=254, blank=True)
    raison = models.TextField()
    deja_contactee = models.BooleanField("déjà contactée")
    lien_existant = models.BooleanField("lien commercial ou hiérarchique")

    class Meta:
        verbose_name = "personne-ressource souhaitée"

    def __str__(self) -> str:
        return f"{self.nom}, {self.structure}"


class Objectif(models.Model):
    """One of the 1–4 numbered questions; the same row is the objective of the convention, the journal and the evaluation."""

    candidature = models.ForeignKey(Candidature, on_delete=models.CASCADE, related_name="objectifs")
    rang = models.PositiveSmallIntegerField()
    texte = models.TextField()

    class Meta:
        ordering = ["rang"]
        constraints = [
            models.UniqueConstraint(fields=["candidature", "rang"], name="objectif_rang_unique"),
            models.CheckConstraint(condition=Q(rang__gte=1) & Q(rang__lte=4), name="objectif_rang_borne"),
        ]

    def __str__(self) -> str:
        return f"{self.rang}. {self.texte}"


class Moment(models.TextChoices):
    DECLARE = "declare", "Déclaré"
    VISE = "vise", "Visé"
    T0 = "t0", "Au diagnostic"
    T1 = "t1", "À la sortie"
    T2 = "t2", "Six mois après"


class Source(models.TextChoices):
    ACCOMPAGNE = "accompagne", "Personne accompagnée"
    MENTOR = "mentor", "Personne-ressource"
    ACCORD = "accord", "D’un commun accord"


class Positionnement(models.Model):
    """A level 0–4 of one participant on one competence, at one moment, as one source sees it."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="positionnements")
    competence = models.ForeignKey(Competence, on_delete=models.PROTECT, related_name="positionnements")
    moment = models.CharField(max_length=8, choices=Moment)
    source = models.CharField(max_length=12, choices=Source)
    niveau = models.PositiveSmallIntegerField(choices=Niveau)

    class Meta:
        ordering = ["competence", "moment"]
        constraints = [
            models.UniqueConstraint(fields=["participant", "competence", "moment", "source"], name="positionnement_unique"),
            models.CheckConstraint(condition=Q(niveau__lte=4), name="positionnement_niveau_borne"),
        ]

    def __str__(self) -> str:
        return f"{self.competence} : {self.niveau} ({self.get_moment_display()})"
