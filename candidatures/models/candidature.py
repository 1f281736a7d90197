"""A request of a structure under a call."""

from datetime import date, datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.functional import cached_property
from django_fsm import RETURN_VALUE, FSMField, transition

from candidatures import droits
from comptes.acteurs import est_connecte, est_pilote
from comptes.models import Appartenance, Structure, Taille
from programme.models import Dispositif
from questionnaires.models import Reponses
from socle.acteurs import Acteur
from socle.models import Dossier, Evenement, ModeleAEtats, filtrer_dossiers
from socle.workflow import nom_objet

from .appel import Appel
from .attente import avec_rang_d_attente
from .etats import (
    A_DECIDER,
    DECIDEES,
    EN_EXAMEN,
    REPRISE,
    SORTIES,
    VIVANTES,
    EtatCandidature,
    appel_ouvert,
    decision_retenue,
    diagnostic_rempli,
    encore_en_cours,
    est_complete,
    rien_a_annoncer,
)
from .souhaits import LieuSouhaite, Porte


class CandidatureQuerySet(models.QuerySet["Candidature"]):
    def portees_par(self, acteur: Acteur) -> "CandidatureQuerySet":
        """What this person carries, drafts included: a part of what they see, known without reading their mandates."""
        return self.filter(porteur=acteur.personne) if est_connecte(acteur) else self.none()

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
        """What a list shows, in one query: the date of the state that the applicant reads, the place in the waiting list."""
        from .complement import DemandeComplement

        lu = Case(When(etat_avant_annonce="", then=F("etat")), default=F("etat_avant_annonce"), output_field=CharField())
        arrivees = Evenement.objects.filter(
            dossier_id=OuterRef("dossier_id"), objet__startswith="candidatures.candidature:", vers=OuterRef("etat_lu")
        ).exclude(code=REPRISE)
        depuis = Subquery(arrivees.order_by("-pk").values("le")[:1])
        lignes = self.select_related("dossier", "structure__departement", "dispositif", "porteur", "appel", "suivie_par", "diagnostic")
        attendus = DemandeComplement.objects.ouvertes().filter(candidature=OuterRef("pk"))
        datees = lignes.alias(etat_lu=lu).annotate(etat_depuis=depuis, complement_attendu_le=Subquery(attendus.values("echeance")[:1]))
        return avec_rang_d_attente(datees)


class Candidature(ModeleAEtats):
    """What was typed, as typed, is in `reponses`; sending it writes the typed columns and rows."""

    Etat = EtatCandidature
    TONS: ClassVar[dict[str, str]] = {
        "brouillon": "vous",
        "deposee": "cours",
        "complement_demande": "vous",
        "recevable": "cours",
        "irrecevable": "refus",
        "diagnostiquee": "cours",
        "en_liste_attente": "alerte",
        "ajournee": "alerte",
        "acceptee": "fait",
        "refusee": "refus",
        "reorientee": "neutre",
        "sans_suite": "neutre",
        "retiree": "neutre",
        "close": "fait",
    }

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="candidature")
    appel = models.ForeignKey(Appel, on_delete=models.PROTECT, related_name="candidatures")
    porteur = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="candidatures_portees")
    etat = FSMField("état", max_length=20, choices=EtatCandidature, default=EtatCandidature.BROUILLON, protected=True)
    # While a decision is held, the state that the applicant still reads; empty when they know all there is to know.
    etat_avant_annonce = models.CharField(max_length=20, choices=EtatCandidature, blank=True, editable=False)
    ajournee_jusqu_au = models.DateField("ajournée jusqu’au", null=True, blank=True)
    reponses = models.OneToOneField(Reponses, on_delete=models.PROTECT, related_name="candidature", verbose_name="réponses")

    structure = models.ForeignKey(Structure, on_delete=models.PROTECT, null=True, blank=True, related_name="candidatures")
    # A fact of the request, not of the structure: true on the day of the sending, and who sends rewrites nothing that others said.
    taille_structure = models.CharField("taille de la structure", max_length=12, choices=Taille, blank=True)
    dispositif = models.ForeignKey(Dispositif, on_delete=models.PROTECT, null=True, blank=True, related_name="candidatures")
    demi_journees_souhaitees = models.PositiveSmallIntegerField("demi-journées souhaitées", null=True, blank=True)
    intitule = models.CharField("intitulé", max_length=160, blank=True)
    contexte = models.TextField(blank=True)
    porte = models.CharField(max_length=8, choices=Porte, blank=True)
    lieu_souhaite = models.CharField("lieu souhaité", max_length=12, choices=LieuSouhaite, blank=True)
    periode_souhaitee = models.CharField("période souhaitée", max_length=200, blank=True)
    prescripteur = models.CharField("connaît le dispositif par", max_length=200, blank=True)
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
            models.CheckConstraint(condition=~Q(etat="ajournee") | Q(ajournee_jusqu_au__isnull=False), name="candidature_ajournee_datee"),
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

    @property
    def etat_visible(self) -> str:
        """The state that the applicant reads: a decision that is held does not exist for them."""
        return self.etat_avant_annonce or self.etat

    @property
    def est_accordee(self) -> bool:
        """Accepted, as far as the applicant knows: while a later decision is held, nothing changes for them."""
        return self.etat_visible == EtatCandidature.ACCEPTEE

    @cached_property
    def etat_depuis(self) -> datetime | None:
        """When it came into the state that the applicant reads, None for a draft; `pour_liste` reads it with the rows."""
        arrivees = Evenement.objects.filter(objet=nom_objet(self), vers=self.etat_visible).exclude(code=REPRISE)
        return arrivees.order_by("-pk").values_list("le", flat=True).first()

    @cached_property
    def complement_attendu_le(self) -> date | None:
        """The deadline of the complement that is asked, None when none is; `pour_liste` reads it with the rows."""
        return self.complements.ouvertes().values_list("echeance", flat=True).first()

    @cached_property
    def rang_attente(self) -> int | None:
        """Its place in the waiting list of its dispositif, None when it is not there; `pour_liste` reads it with the rows."""
        return avec_rang_d_attente(Candidature.objects.filter(pk=self.pk)).values_list("rang_attente", flat=True).first()

    @property
    def intitule_saisi(self) -> str:
        """The question as typed in a draft, "" while it is not."""
        question = self.reponses.version.lue.rattachee("intitule")
        return str(self.reponses.saisie.get(question.code, "")).strip() if question else ""

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
        self._retenir()

    @transition(
        etat,
        source=[Etat.DEPOSEE, Etat.RECEVABLE],
        target=Etat.COMPLEMENT_DEMANDE,
        permission=droits.peut_instruire,
        custom={"libelle": "Demander un complément", "rang": 3},
    )
    def demander_complement(self) -> None:
        """Something is missing, or not clear: nothing is decided meanwhile."""

    @transition(
        etat,
        source=Etat.COMPLEMENT_DEMANDE,
        target=RETURN_VALUE(Etat.DEPOSEE, Etat.RECEVABLE),
        permission=droits.peut_deposer,
    )
    def recevoir_complement(self, *, vers: str) -> str:
        """The applicant has answered: the request is again where it stood."""
        return vers

    @transition(
        etat,
        source=Etat.COMPLEMENT_DEMANDE,
        target=RETURN_VALUE(Etat.DEPOSEE, Etat.RECEVABLE),
        permission=droits.peut_instruire,
        custom={"libelle": "Annuler la demande", "rang": 9},
    )
    def annuler_complement(self, *, vers: str) -> str:
        """The team goes on without it."""
        return vers

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
        source=A_DECIDER,
        target=Etat.ACCEPTEE,
        conditions=[rien_a_annoncer],
        permission=droits.peut_instruire,
        custom={"libelle": "Accepter", "rang": 1},
    )
    def accepter(self) -> None:
        """Half-days are granted; the quota is taken by the action, under the same lock."""
        self._retenir()

    @transition(
        etat,
        source=A_DECIDER,
        target=Etat.REFUSEE,
        conditions=[rien_a_annoncer],
        permission=droits.peut_instruire,
        custom={"libelle": "Refuser", "rang": 2},
    )
    def refuser(self) -> None:
        """The request is refused, with its reason."""
        self._retenir()

    @transition(
        etat,
        source=Etat.DIAGNOSTIQUEE,
        target=Etat.EN_LISTE_ATTENTE,
        permission=droits.peut_instruire,
        custom={"libelle": "Mettre en liste d’attente", "rang": 3},
    )
    def mettre_en_attente(self) -> None:
        """The need is right, the room is lacking."""
        self._retenir()

    @transition(
        etat,
        source=Etat.DIAGNOSTIQUEE,
        target=Etat.AJOURNEE,
        permission=droits.peut_instruire,
        custom={"libelle": "Ajourner", "rang": 4},
    )
    def ajourner(self, *, jusqu_au: date) -> None:
        """The time is not right: the team takes the request up again on that day."""
        self._retenir()
        self.ajournee_jusqu_au = jusqu_au

    @transition(
        etat,
        source=[Etat.DEPOSEE, Etat.RECEVABLE, *A_DECIDER],
        target=Etat.REORIENTEE,
        conditions=[rien_a_annoncer],
        permission=droits.peut_instruire,
        custom={"libelle": "Réorienter", "rang": 8},
    )
    def reorienter(self) -> None:
        """Another support answers the need better."""
        self._retenir()

    @transition(
        etat,
        source=[Etat.RECEVABLE, *A_DECIDER, Etat.ACCEPTEE],
        target=Etat.SANS_SUITE,
        conditions=[rien_a_annoncer],
        permission=droits.peut_instruire,
        custom={"libelle": "Classer sans suite", "rang": 9},
    )
    def classer_sans_suite(self) -> None:
        """Nothing will follow; what was granted is given back by the action."""
        self._retenir()

    @transition(
        etat,
        source=DECIDEES,
        target=RETURN_VALUE(*Etat.values),
        conditions=[decision_retenue],
        permission=droits.peut_instruire,
        custom={"libelle": "Revenir sur la décision", "rang": 7},
    )
    def reprendre_decision(self) -> str:
        """A held decision is taken back: the request stands where the applicant believes it stands."""
        avant, self.etat_avant_annonce = self.etat_avant_annonce, ""
        return avant

    @transition(
        etat,
        source=[*VIVANTES, *SORTIES],
        target=Etat.RETIREE,
        conditions=[encore_en_cours],
        permission=droits.peut_retirer,
        custom={"libelle": "Retirer ma candidature", "rang": 9},
    )
    def retirer(self) -> None:
        """The applicant gives up, whatever was decided that they do not know yet."""
        self.etat_avant_annonce = ""

    @transition(etat, source=Etat.ACCEPTEE, target=Etat.CLOSE, permission=droits.par_la_plateforme)
    def clore(self) -> None:
        """Closed with its last accompagnement."""

    def _retenir(self) -> None:
        """A decision is held: until it is announced, the applicant reads the state that it leaves."""
        self.etat_avant_annonce = self.etat
