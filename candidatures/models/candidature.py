"""A request of a structure under a call."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.functional import cached_property
from django_fsm import FSMField, transition

from candidatures import droits
from comptes.acteurs import est_connecte, est_pilote
from comptes.models import Appartenance, Structure
from programme.models import Dispositif
from socle.acteurs import Acteur
from socle.models import Dossier, Evenement, Fichier, ModeleAEtats, filtrer_dossiers
from socle.workflow import condition, nom_objet

from .appel import Appel


class EtatCandidature(models.TextChoices):
    BROUILLON = "brouillon", "Brouillon"
    DEPOSEE = "deposee", "Déposée"
    RECEVABLE = "recevable", "Recevable"
    IRRECEVABLE = "irrecevable", "Irrecevable"
    DIAGNOSTIQUEE = "diagnostiquee", "Diagnostiquée"
    ACCEPTEE = "acceptee", "Acceptée"
    REFUSEE = "refusee", "Refusée"
    SANS_SUITE = "sans_suite", "Sans suite"
    RETIREE = "retiree", "Retirée"
    CLOSE = "close", "Close"


# Sent, and not decided yet: opinions are asked and given then. The decision closes them.
EN_EXAMEN = (EtatCandidature.DEPOSEE, EtatCandidature.RECEVABLE, EtatCandidature.DIAGNOSTIQUEE)


@condition("L’appel est fermé : votre brouillon est gardé, mais il ne peut plus être envoyé.")
def appel_ouvert(candidature: "Candidature") -> bool:
    """The call takes requests at this moment."""
    return candidature.appel.est_ouvert


@condition("Il manque des réponses : complétez le formulaire avant d’envoyer.")
def est_complete(candidature: "Candidature") -> bool:
    """The typed answers are there: structure, dispositif, people, objectives."""
    return bool(
        candidature.structure_id
        and candidature.dispositif_id
        and candidature.participants.filter(est_referente=True).exists()
        and candidature.objectifs.exists()
    )


@condition("Le diagnostic n’est pas encore rempli.")
def diagnostic_rempli(candidature: "Candidature") -> bool:
    """The diagnosis sheet exists: its levels are T0."""
    return hasattr(candidature, "diagnostic")


class CandidatureQuerySet(models.QuerySet["Candidature"]):
    def visibles_par(self, acteur: Acteur) -> "CandidatureQuerySet":
        """The carrier sees their own, confirmed members what their structure sent, the pilot what was sent and is not hidden from them."""
        if acteur.est_systeme:
            return self
        if not est_connecte(acteur):
            return self.none()
        personne = acteur.personne
        if est_pilote(acteur):
            vues = self.filter(~Q(etat=EtatCandidature.BROUILLON) | Q(porteur=personne))
            return filtrer_dossiers(vues, personne.pk)
        membre = Appartenance.objects.filter(personne=personne, structure_id=OuterRef("structure_id"), confirmee_le__isnull=False)
        return self.filter(Q(porteur=personne) | (~Q(etat=EtatCandidature.BROUILLON) & Exists(membre)))

    def pour_avis(self, acteur: Acteur) -> "CandidatureQuerySet":
        """The requests on which this member of the comité technique is asked for an opinion: for the pages of the committee alone.

        It opens nothing else of the file: whoever follows the request goes through `visibles_par`.
        """
        from .avis import Avis

        return self.filter(Exists(Avis.objects.demandes_a(acteur).filter(candidature=OuterRef("pk"))))

    def avec_avis(self) -> "CandidatureQuerySet":
        """Count the opinions: `avis_demandes` in all, of which `avis_rendus` are given."""
        from .avis import Avis

        siens = Avis.objects.vivants().filter(candidature=OuterRef("pk")).order_by().values("candidature")
        demandes = siens.annotate(nombre=Count("pk")).values("nombre")
        return self.annotate(
            avis_demandes=Coalesce(Subquery(demandes), 0), avis_rendus=Coalesce(Subquery(demandes.filter(rendu_le__isnull=False)), 0)
        )

    def pour_liste(self) -> "CandidatureQuerySet":
        """What a list shows, in one query, the date of the present state included."""
        arrivees = Evenement.objects.filter(
            dossier_id=OuterRef("dossier_id"), objet__startswith="candidatures.candidature:", vers=OuterRef("etat")
        )
        depuis = Subquery(arrivees.order_by("-pk").values("le")[:1])
        return self.select_related("dossier", "structure__departement", "dispositif", "porteur", "appel", "suivie_par").annotate(
            etat_depuis=depuis
        )


class Candidature(ModeleAEtats):
    """While it is a draft, `saisie` holds what was typed, as typed; sending it writes the typed columns and rows."""

    Etat = EtatCandidature
    TONS: ClassVar[dict[str, str]] = {
        "brouillon": "vous",
        "deposee": "cours",
        "recevable": "cours",
        "irrecevable": "refus",
        "diagnostiquee": "cours",
        "acceptee": "fait",
        "refusee": "refus",
        "sans_suite": "neutre",
        "retiree": "neutre",
        "close": "fait",
    }

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="candidature")
    appel = models.ForeignKey(Appel, on_delete=models.PROTECT, related_name="candidatures")
    porteur = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="candidatures_portees")
    etat = FSMField("état", max_length=16, choices=EtatCandidature, default=EtatCandidature.BROUILLON, protected=True)
    saisie = models.JSONField(default=dict, blank=True, help_text="le brouillon, tel que saisi")
    modifiee_le = models.DateTimeField("modifiée le")
    piece = models.ForeignKey(Fichier, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="pièce jointe")

    structure = models.ForeignKey(Structure, on_delete=models.PROTECT, null=True, blank=True, related_name="candidatures")
    dispositif = models.ForeignKey(Dispositif, on_delete=models.PROTECT, null=True, blank=True, related_name="candidatures")
    demi_journees_souhaitees = models.PositiveSmallIntegerField("demi-journées souhaitées", null=True, blank=True)
    intitule = models.CharField("intitulé", max_length=160, blank=True)
    contexte = models.TextField(blank=True)
    deposee_le = models.DateTimeField("déposée le", null=True, blank=True)
    suivie_par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="candidatures_suivies",
        verbose_name="confiée à",
    )
    # Written at sending: SQLite does not fold accents, so searches read this column on both databases.
    recherche = models.TextField(blank=True, editable=False)
    objects = CandidatureQuerySet.as_manager()

    class Meta:
        verbose_name = "candidature"
        ordering = ["-deposee_le", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["appel", "porteur"], condition=Q(etat="brouillon"), name="un_brouillon_par_appel"),
            models.CheckConstraint(condition=Q(etat="brouillon") | Q(deposee_le__isnull=False), name="candidature_deposee_datee"),
        ]

    def __str__(self) -> str:
        return f"{self.dossier} — {self.intitule}" if self.intitule else str(self.dossier)

    def get_absolute_url(self) -> str:
        if self.etat == EtatCandidature.BROUILLON:
            return reverse("candidatures:formulaire", args=[self.dossier.uuid])
        return reverse("candidatures:detail", args=[self.dossier.numero])

    @property
    def numero(self) -> str | None:
        """The public number, None while it is a draft."""
        return self.dossier.numero

    @property
    def est_en_examen(self) -> bool:
        """Sent, and not decided yet."""
        return self.etat in EN_EXAMEN

    @cached_property
    def etat_depuis(self) -> datetime | None:
        """When it came into its present state, None for a draft; `pour_liste` reads it with the rows."""
        return Evenement.objects.filter(objet=nom_objet(self), vers=self.etat).order_by("-pk").values_list("le", flat=True).first()

    @property
    def referente(self):
        """The person who is levelled, signs and evaluates."""
        return next(participant for participant in self.participants.all() if participant.est_referente)

    @transition(
        etat,
        source=Etat.BROUILLON,
        target=Etat.DEPOSEE,
        conditions=[appel_ouvert, est_complete],
        permission=droits.peut_deposer,
    )
    def deposer(self, *, le: datetime) -> None:
        self.deposee_le = le
        self.saisie = {}

    @transition(
        etat,
        source=Etat.DEPOSEE,
        target=Etat.RECEVABLE,
        permission=droits.peut_instruire,
        custom={"libelle": "Déclarer recevable", "rang": 1},
    )
    def declarer_recevable(self) -> None:
        """The request fulfils the conditions of the call."""

    @transition(
        etat,
        source=Etat.DEPOSEE,
        target=Etat.IRRECEVABLE,
        permission=droits.peut_instruire,
        custom={"libelle": "Déclarer irrecevable", "rang": 2},
    )
    def declarer_irrecevable(self) -> None:
        """The request does not fulfil the conditions of the call."""

    @transition(
        etat,
        source=Etat.RECEVABLE,
        target=Etat.DIAGNOSTIQUEE,
        conditions=[diagnostic_rempli],
        permission=droits.peut_instruire,
        custom={"libelle": "Noter le diagnostic", "rang": 1},
    )
    def diagnostiquer(self) -> None:
        """The interview took place: levels are agreed (T0)."""

    @transition(
        etat,
        source=Etat.DIAGNOSTIQUEE,
        target=Etat.ACCEPTEE,
        permission=droits.peut_instruire,
        custom={"libelle": "Accepter", "rang": 1},
    )
    def accepter(self) -> None:
        """Half-days are granted; the quota is taken by the action, under the same lock."""

    @transition(
        etat,
        source=Etat.DIAGNOSTIQUEE,
        target=Etat.REFUSEE,
        permission=droits.peut_instruire,
        custom={"libelle": "Refuser", "rang": 2},
    )
    def refuser(self) -> None:
        """The request is refused, with its reason."""

    @transition(
        etat,
        source=[Etat.RECEVABLE, Etat.DIAGNOSTIQUEE, Etat.ACCEPTEE],
        target=Etat.SANS_SUITE,
        permission=droits.peut_instruire,
        custom={"libelle": "Classer sans suite", "rang": 9},
    )
    def classer_sans_suite(self) -> None:
        """Nothing will follow; what was granted is given back by the action."""

    @transition(
        etat,
        source=[Etat.DEPOSEE, Etat.RECEVABLE, Etat.DIAGNOSTIQUEE, Etat.ACCEPTEE],
        target=Etat.RETIREE,
        permission=droits.peut_retirer,
        custom={"libelle": "Retirer ma candidature", "rang": 9},
    )
    def retirer(self) -> None:
        """The applicant gives up."""

    @transition(etat, source=Etat.ACCEPTEE, target=Etat.CLOSE, permission=droits.par_la_plateforme)
    def clore(self) -> None:
        """Closed with its last accompagnement."""
