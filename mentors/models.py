"""Personnes-ressources and what they know."""

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django_fsm import FSMField, transition

from comptes.acteurs import est_connecte, est_pilote
from comptes.models import Appartenance, Structure
from referentiel.models import Competence
from referentiel.niveaux import Niveau
from socle.acteurs import Acteur
from socle.models import ModeleAEtats
from socle.workflow import condition

from . import droits

if TYPE_CHECKING:
    from candidatures.models import Candidature


class EtatProfil(models.TextChoices):
    PROPOSE = "propose", "Proposé·e"
    CONTACTE = "contacte", "Contacté·e"
    VALIDE = "valide", "Validé·e"
    EN_PAUSE = "en_pause", "En pause"
    ARCHIVE = "archive", "Archivé·e"


@condition("Il manque une adresse électronique : sans elle, la personne-ressource ne peut ni répondre ni signer.")
def est_joignable(profil: "ProfilMentor") -> bool:
    """The person has an address."""
    return bool(profil.personne.email)


@condition("Il manque au moins une compétence de niveau 3 ou 4 : une personne-ressource transmet ce qu’elle maîtrise déjà.")
def sait_transmettre(profil: "ProfilMentor") -> bool:
    """At least one competence at the level of autonomy."""
    return profil.savoirs.filter(niveau__gte=Niveau.AUTONOMIE).exists()


class ProfilMentorQuerySet(models.QuerySet["ProfilMentor"]):
    def visibles_par(self, acteur: Acteur) -> "ProfilMentorQuerySet":
        """The pilot sees all profiles, a person their own."""
        if est_pilote(acteur):
            return self
        return self.filter(personne=acteur.personne) if est_connecte(acteur) else self.none()

    def mobilisables(self) -> "ProfilMentorQuerySet":
        """Profiles that may be asked for a request."""
        return self.filter(etat=EtatProfil.VALIDE)

    def etrangers_a(self, candidature: "Candidature") -> "ProfilMentorQuerySet":
        """Profiles of people who have no part in a request: they do not carry it, take part in it, or belong to the structure that asks."""
        membres = Appartenance.objects.filter(structure=candidature.structure_id).values("personne")
        participants = candidature.participants.values("personne")
        de_la_demande = Q(personne=candidature.porteur_id) | Q(personne__in=membres) | Q(personne__in=participants)
        return self.exclude(structure=candidature.structure_id).exclude(de_la_demande)


class ProfilMentor(ModeleAEtats):
    """Somebody experienced, salarié·e or dirigeant·e of a named structure."""

    Etat = EtatProfil
    TONS: ClassVar[dict[str, str]] = {"propose": "alerte", "contacte": "cours", "valide": "fait", "en_pause": "neutre", "archive": "neutre"}

    personne = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="profil_mentor")
    structure = models.ForeignKey(Structure, on_delete=models.PROTECT, related_name="mentors")
    fonction = models.CharField(max_length=120)
    presentation = models.TextField("présentation", blank=True)
    etat = FSMField("état", max_length=16, choices=EtatProfil, default=EtatProfil.PROPOSE, protected=True)
    cree_le = models.DateTimeField("créé le")
    competences = models.ManyToManyField(Competence, through="Savoir", related_name="mentors")
    objects = ProfilMentorQuerySet.as_manager()

    class Meta:
        verbose_name = "personne-ressource"
        verbose_name_plural = "personnes-ressources"
        ordering = ["personne__nom", "personne__prenom"]

    def __str__(self) -> str:
        return f"{self.personne} ({self.structure})"

    @transition(
        etat,
        source=Etat.PROPOSE,
        target=Etat.CONTACTE,
        permission=droits.peut_suivre,
        custom={"libelle": "Noter le premier contact", "rang": 1},
    )
    def contacter(self) -> None:
        """The person was informed that somebody proposed them."""

    @transition(
        etat,
        source=[Etat.PROPOSE, Etat.CONTACTE],
        target=Etat.VALIDE,
        conditions=[est_joignable, sait_transmettre],
        permission=droits.peut_suivre,
        custom={"libelle": "Valider", "rang": 2},
    )
    def valider(self) -> None:
        """The pilot met the person and validates the profile."""

    @transition(
        etat,
        source=Etat.VALIDE,
        target=Etat.EN_PAUSE,
        permission=droits.peut_se_mettre_en_pause,
        custom={"libelle": "Mettre en pause", "rang": 3},
    )
    def mettre_en_pause(self) -> None:
        """Nothing new is proposed to this person."""

    @transition(
        etat,
        source=Etat.EN_PAUSE,
        target=Etat.VALIDE,
        permission=droits.peut_se_mettre_en_pause,
        custom={"libelle": "Reprendre", "rang": 3},
    )
    def reprendre(self) -> None:
        """The pause ends."""

    @transition(
        etat,
        source=[Etat.PROPOSE, Etat.CONTACTE, Etat.VALIDE, Etat.EN_PAUSE],
        target=Etat.ARCHIVE,
        permission=droits.peut_suivre,
        custom={"libelle": "Archiver", "rang": 9},
    )
    def archiver(self) -> None:
        """The profile leaves the pool."""


class Savoir(models.Model):
    """A competence this person can pass on, with level and proof."""

    profil = models.ForeignKey(ProfilMentor, on_delete=models.CASCADE, related_name="savoirs")
    competence = models.ForeignKey(Competence, on_delete=models.PROTECT, related_name="savoirs")
    niveau = models.PositiveSmallIntegerField(choices=Niveau)
    preuve = models.TextField(blank=True, help_text="réalisation, projet, référence")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["profil", "competence"], name="savoir_unique"),
            models.CheckConstraint(condition=Q(niveau__lte=4), name="savoir_niveau_borne"),
        ]

    def __str__(self) -> str:
        return f"{self.competence} : {self.niveau}"
