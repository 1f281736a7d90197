"""A personne-ressource asked for one request."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django_fsm import FSMField, transition

from accompagnements import droits
from candidatures.models import Candidature, Participant
from comptes.acteurs import ActeurLien, est_connecte, est_pilote
from mentors.models import ProfilMentor
from socle import horloge
from socle.acteurs import Acteur
from socle.models import Dossier, ModeleAEtats, filtrer_dossiers
from socle.workflow import condition


class EtatProposition(models.TextChoices):
    ENVOYEE = "envoyee", "Envoyée"
    ACCEPTEE = "acceptee", "Acceptée par la personne-ressource"
    DECLINEE = "declinee", "Déclinée"
    RETIREE = "retiree", "Retirée"
    CONFIRMEE = "confirmee", "Confirmée"
    REFUSEE_PAR_BENEFICIAIRE = "refusee_par_beneficiaire", "Refusée par la personne accompagnée"


OUVERTES = [EtatProposition.ENVOYEE, EtatProposition.ACCEPTEE]
# Who did not say yes is not named to the beneficiary.
SANS_ACCORD = [EtatProposition.ENVOYEE, EtatProposition.DECLINEE]


@condition("La candidature n’est pas encore acceptée : la confirmation attend la décision de l’équipe.")
def candidature_acceptee(proposition: "Proposition") -> bool:
    """The pair is born on a request whose acceptance is announced."""
    return proposition.candidature.est_accordee


class PropositionQuerySet(models.QuerySet["Proposition"]):
    def visibles_par(self, acteur: Acteur) -> "PropositionQuerySet":
        """The mentor sees what they are asked; the beneficiary what the mentor accepted; the pilot all but what is hidden from them."""
        if acteur.est_systeme:
            return self
        if isinstance(acteur, ActeurLien):
            sienne = self.filter(pk=acteur.lien.objet_id, profil__personne=acteur.personne)
            return sienne if acteur.lien.but == droits.BUT else self.none()
        if not est_connecte(acteur):
            return self.none()
        personne = acteur.personne
        if est_pilote(acteur):
            return filtrer_dossiers(self, personne.pk)
        referente = Participant.objects.filter(candidature=OuterRef("candidature"), personne=personne, est_referente=True)
        # Withdrawn after an acceptance: the beneficiary was asked to confirm by mail, that address must not go dead.
        acceptees = ~Q(etat__in=SANS_ACCORD) & Q(repondue_le__isnull=False)
        return self.filter(Q(profil__personne=personne) | (acceptees & (Q(candidature__porteur=personne) | Exists(referente))))

    def ouvertes(self) -> "PropositionQuerySet":
        """Those that wait for somebody; one a request."""
        return self.filter(etat__in=OUVERTES)

    def pour_page(self) -> "PropositionQuerySet":
        """What a page shows, in one query."""
        return self.select_related(
            "dossier",
            "profil__personne",
            "profil__structure__departement",
            "candidature__dossier",
            "candidature__structure__departement",
            "candidature__dispositif",
        )


class Proposition(ModeleAEtats):
    """Shows structure and need to the mentor, no contact details before the pair is born."""

    Etat = EtatProposition
    TONS: ClassVar[dict[str, str]] = {
        "envoyee": "alerte",
        "acceptee": "cours",
        "declinee": "neutre",
        "retiree": "neutre",
        "confirmee": "fait",
        "refusee_par_beneficiaire": "refus",
    }

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="propositions")
    candidature = models.ForeignKey(Candidature, on_delete=models.PROTECT, related_name="propositions")
    profil = models.ForeignKey(ProfilMentor, on_delete=models.PROTECT, related_name="propositions")
    rang = models.PositiveSmallIntegerField(help_text="combientième personne sollicitée pour cette demande")
    etat = FSMField("état", max_length=32, choices=EtatProposition, default=EtatProposition.ENVOYEE, protected=True)
    envoyee_le = models.DateTimeField("envoyée le")
    echeance = models.DateField("réponse attendue le")
    repondue_le = models.DateTimeField("répondue le", null=True, blank=True)
    motif = models.TextField(blank=True)
    score = models.PositiveSmallIntegerField(null=True, blank=True, help_text="sur cent, figé à l’envoi")
    question_depuis = models.DateTimeField("question posée depuis", null=True, blank=True)
    raisons = models.JSONField(default=list, blank=True, help_text="parties du score, figées à l’envoi")
    objects = PropositionQuerySet.as_manager()

    class Meta:
        ordering = ["candidature", "rang"]
        constraints = [
            models.UniqueConstraint(fields=["candidature", "rang"], name="proposition_rang_unique"),
            models.UniqueConstraint(fields=["candidature"], condition=Q(etat__in=["envoyee", "acceptee"]), name="une_proposition_ouverte"),
        ]

    def __str__(self) -> str:
        return f"{self.profil} pour {self.dossier}"

    def get_absolute_url(self) -> str:
        return reverse("accompagnements:proposition", args=[self.pk])

    @property
    def est_en_retard(self) -> bool:
        """No answer after the deadline: the pilot is to relaunch or to ask the next one.

        Whoever asked a question waits for the team; before the decision nobody is asked to confirm.
        """
        a_repondre = self.etat == EtatProposition.ENVOYEE and self.question_depuis is None
        attendue = a_repondre or (self.etat == EtatProposition.ACCEPTEE and candidature_acceptee(self))
        return attendue and horloge.aujourdhui() > self.echeance

    @transition(etat, source=Etat.ENVOYEE, target=Etat.ACCEPTEE, permission=droits.est_le_mentor, custom={"libelle": "Accepter", "rang": 1})
    def accepter(self, *, le: datetime) -> None:
        self.repondue_le, self.question_depuis = le, None

    @transition(etat, source=Etat.ENVOYEE, target=Etat.DECLINEE, permission=droits.est_le_mentor, custom={"libelle": "Décliner", "rang": 2})
    def decliner(self, *, le: datetime, motif: str) -> None:
        self.repondue_le, self.question_depuis = le, None
        self.motif = motif

    @transition(
        etat,
        source=OUVERTES,
        target=Etat.RETIREE,
        permission=droits.peut_conduire,
        custom={"libelle": "Retirer la proposition", "rang": 9},
    )
    def retirer(self) -> None:
        """The pilot asks somebody else, or the request left the path."""
        self.question_depuis = None

    @transition(
        etat,
        source=Etat.ACCEPTEE,
        target=Etat.CONFIRMEE,
        conditions=[candidature_acceptee],
        permission=droits.est_le_beneficiaire,
        custom={"libelle": "Confirmer cette personne-ressource", "rang": 1},
    )
    def confirmer(self) -> None:
        """The pair is born."""

    @transition(
        etat,
        source=Etat.ACCEPTEE,
        target=Etat.REFUSEE_PAR_BENEFICIAIRE,
        permission=droits.est_le_beneficiaire,
        custom={"libelle": "Demander quelqu’un d’autre", "rang": 2},
    )
    def refuser(self, *, motif: str) -> None:
        self.motif = motif
