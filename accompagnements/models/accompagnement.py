"""The pair: a personne-ressource and a personne accompagnée, born when the beneficiary confirms."""

from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django_fsm import FSMField, transition

from accompagnements import droits
from candidatures.models import Candidature, Participant
from comptes.acteurs import est_connecte, est_pilote
from mentors.models import ProfilMentor
from programme.models import Dispositif
from socle.acteurs import Acteur
from socle.models import Dossier, ModeleAEtats, filtrer_dossiers
from socle.workflow import condition

from .proposition import Proposition


class EtatAccompagnement(models.TextChoices):
    PREPARE = "prepare", "En préparation"
    CONVENTIONNE = "conventionne", "Conventionné"
    EN_COURS = "en_cours", "En cours"
    REALISE = "realise", "Réalisé"
    CLOS = "clos", "Clos"
    ABANDONNE = "abandonne", "Abandonné"
    ROMPU = "rompu", "Interrompu"


@condition("Aucune demi-journée n’a encore été tenue.")
def une_demi_journee_tenue(accompagnement: "Accompagnement") -> bool:
    """At least one half-day was held."""
    return accompagnement.demi_journees_tenues > 0


class AccompagnementQuerySet(models.QuerySet["Accompagnement"]):
    def visibles_par(self, acteur: Acteur) -> "AccompagnementQuerySet":
        """Both sides of the pair, and the pilot but what is hidden from them."""
        if acteur.est_systeme:
            return self
        if not est_connecte(acteur):
            return self.none()
        personne = acteur.personne
        if est_pilote(acteur):
            return filtrer_dossiers(self, personne.pk)
        referente = Participant.objects.filter(candidature=OuterRef("candidature"), personne=personne, est_referente=True)
        return self.filter(Q(mentor__personne=personne) | Q(candidature__porteur=personne) | Exists(referente))

    def avec_tenues(self) -> "AccompagnementQuerySet":
        """Read the half-days held with each row: `demi_journees_tenues` then costs no query."""
        from .seance import Seance

        tenues = Seance.objects.tenues().filter(accompagnement=OuterRef("pk")).order_by().values("accompagnement")
        return self.annotate(tenues_lues=Coalesce(Subquery(tenues.annotate(total=Sum("demi_journees")).values("total")), 0))

    def vivants(self) -> "AccompagnementQuerySet":
        """Neither given up nor broken: one a request, that of the personne-ressource it has now."""
        return self.exclude(etat=EtatAccompagnement.ABANDONNE).filter(rompu_le=None)

    def avec_reste(self) -> "AccompagnementQuerySet":
        """Read with each row the half-days granted that are neither reserved nor given back: `reste_libre` then costs no query."""
        from .seance import Seance

        prises = Seance.objects.reservees().filter(accompagnement=OuterRef("pk")).order_by().values("accompagnement")
        total = Coalesce(Subquery(prises.annotate(total=Sum("demi_journees")).values("total")), 0)
        return self.annotate(reste_lu=F("demi_journees") - F("demi_journees_rendues") - total)

    def avec_prochaine_seance(self) -> "AccompagnementQuerySet":
        """Read with each row the first planned session that nobody has told yet: `prochaine_pk`, `prochaine_debut` (None without one)."""
        from .seance import Seance

        prevues = Seance.objects.prevues().filter(accompagnement=OuterRef("pk")).order_by("debut", "pk")
        return self.annotate(prochaine_pk=Subquery(prevues.values("pk")[:1]), prochaine_debut=Subquery(prevues.values("debut")[:1]))

    def pour_page(self) -> "AccompagnementQuerySet":
        """What a page or a list shows, in one query."""
        return self.avec_tenues().select_related(
            "dossier",
            "candidature__structure__departement",
            "candidature__porteur",
            "dispositif",
            "mentor__personne",
            "mentor__structure",
            "beneficiaire__personne",
        )


class Accompagnement(ModeleAEtats):
    Etat = EtatAccompagnement
    TONS: ClassVar[dict[str, str]] = {
        "prepare": "alerte",
        "conventionne": "cours",
        "en_cours": "cours",
        "realise": "fait",
        "clos": "fait",
        "abandonne": "neutre",
        "rompu": "neutre",
    }

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="accompagnements")
    numero = models.CharField("numéro", max_length=40, unique=True)
    candidature = models.ForeignKey(Candidature, on_delete=models.PROTECT, related_name="accompagnements")
    proposition = models.OneToOneField(Proposition, on_delete=models.PROTECT, related_name="accompagnement")
    mentor = models.ForeignKey(ProfilMentor, on_delete=models.PROTECT, related_name="accompagnements")
    beneficiaire = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="accompagnements", verbose_name="personne accompagnée"
    )
    dispositif = models.ForeignKey(Dispositif, on_delete=models.PROTECT, related_name="accompagnements")
    demi_journees = models.PositiveSmallIntegerField("demi-journées accordées")
    etat = FSMField("état", max_length=16, choices=EtatAccompagnement, default=EtatAccompagnement.PREPARE, protected=True)
    debut = models.DateField("début", null=True, blank=True)
    fin = models.DateField(null=True, blank=True)
    montant = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, blank=True, help_text="prévu par la convention signée, en euros, tout compris"
    )
    realise_le = models.DateField("réalisé le", null=True, blank=True, help_text="jour de la dernière demi-journée tenue")
    motif = models.TextField(blank=True, help_text="pourquoi il a été abandonné ou interrompu, lu par les deux personnes")
    rompu_le = models.DateTimeField("interrompu le", null=True, blank=True)
    mot_a_l_equipe = models.TextField(blank=True, help_text="ce que dit à l’équipe seule la personne qui arrête")
    demi_journees_rendues = models.PositiveSmallIntegerField(
        "demi-journées rendues", default=0, help_text="rendues à la structure après l’interruption"
    )
    cree_le = models.DateTimeField("créé le")
    objects = AccompagnementQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(debut__isnull=True) | Q(fin__gte=F("debut")), name="accompagnement_dates_ordonnees")
        ]

    def __str__(self) -> str:
        return self.numero

    def get_absolute_url(self) -> str:
        return reverse("accompagnements:detail", args=[self.numero])

    @property
    def demi_journees_tenues(self) -> int:
        """Half-days held: counted from the sessions, or read with the row (`avec_tenues`, for lists)."""
        if "tenues_lues" in self.__dict__:
            return self.__dict__["tenues_lues"]
        return self.seances.tenues().total()

    @property
    def demi_journees_reservees(self) -> int:
        """Half-days that nothing else may take: held, planned, contested, or an absence to be settled."""
        return self.seances.reservees().total()

    @property
    def est_vivant(self) -> bool:
        """Neither given up nor broken."""
        return self.etat != EtatAccompagnement.ABANDONNE and self.rompu_le is None

    @property
    def reste_libre(self) -> int:
        """Half-days granted to the request that nothing takes and that were not given back; none once it is over by itself."""
        if self.realise_le:
            return 0
        if "reste_lu" in self.__dict__:
            return self.__dict__["reste_lu"]
        return self.demi_journees - self.demi_journees_rendues - self.demi_journees_reservees

    @transition(etat, source=Etat.PREPARE, target=Etat.CONVENTIONNE, permission=droits.par_la_plateforme)
    def conventionner(self, *, debut: date, fin: date, montant: Decimal) -> None:
        """All parties signed: sessions may be held between these dates, for this amount."""
        self.debut, self.fin, self.montant = debut, fin, montant

    @transition(etat, source=Etat.CONVENTIONNE, target=Etat.EN_COURS, permission=droits.par_la_plateforme)
    def commencer(self) -> None:
        """The first half-day was held."""

    @transition(etat, source=Etat.EN_COURS, target=Etat.CONVENTIONNE, permission=droits.par_la_plateforme)
    def revenir_au_depart(self) -> None:
        """The only half-day that was declared is annulled: as before the first one."""

    @transition(
        etat,
        source=Etat.EN_COURS,
        target=Etat.REALISE,
        conditions=[une_demi_journee_tenue],
        permission=droits.peut_terminer,
        custom={"libelle": "Terminer l’accompagnement", "rang": 1},
    )
    def realiser(self, *, le: date) -> None:
        """All granted half-days are held, or one side says it is over."""
        self.realise_le = le

    @transition(etat, source=[Etat.REALISE, Etat.ROMPU], target=Etat.CLOS, permission=droits.par_la_plateforme)
    def clore(self) -> None:
        """The second-stage evaluations are answered or expired."""

    @transition(
        etat,
        source=[Etat.PREPARE, Etat.CONVENTIONNE],
        target=Etat.ABANDONNE,
        permission=droits.peut_abandonner,
        custom={"libelle": "Abandonner l’accompagnement", "rang": 9},
    )
    def abandonner(self, *, motif: str) -> None:
        """Given up before the first half-day, for a reason that both sides read."""
        self.motif = motif

    @transition(
        etat,
        source=[Etat.CONVENTIONNE, Etat.EN_COURS],
        target=Etat.ROMPU,
        permission=droits.peut_rompre,
        custom={"libelle": "Arrêter l’accompagnement", "rang": 8},
    )
    def rompre(self, *, le: datetime, motif: str, mot: str) -> None:
        """One side stops, without having to say why, or the team does and says why: what was held stays held."""
        self.rompu_le, self.motif, self.mot_a_l_equipe = le, motif, mot
