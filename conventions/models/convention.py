"""The tripartite agreement: prepared, frozen at emission, signed."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django_fsm import FSMField, transition

from accompagnements.models import Accompagnement
from candidatures.models.etats import rien_a_annoncer
from comptes.acteurs import est_pilote
from comptes.models import Personne, Structure
from conventions import droits
from conventions.mots import Mots, mots_de
from mentors.models import ModePaiement
from socle.acteurs import Acteur
from socle.models import DocumentProduit, Dossier, ModeleAEtats
from socle.workflow import condition

from .modele import VersionModele


class EtatConvention(models.TextChoices):
    PREPAREE = "preparee", "En préparation"
    EMISE = "emise", "Émise"
    SIGNEE = "signee", "Signée"
    REFUSEE = "refusee", "Refusée"
    ANNULEE = "annulee", "Annulée"
    RESILIEE = "resiliee", "Résiliée"


class Modalite(models.TextChoices):
    SUR_PLACE = "sur_place", "Sur place"
    A_DISTANCE = "a_distance", "À distance"
    MIXTE = "mixte", "Sur place et à distance"


class MotifAnnulation(models.TextChoices):
    EQUIPE = "equipe", "Annulée par l’équipe pilote"
    DELAI = "delai", "Délai de signature passé"


# Binds nobody any more.
SANS_EFFET = [EtatConvention.REFUSEE, EtatConvention.ANNULEE, EtatConvention.RESILIEE]
# Binds nobody yet.
OUVERTS = [EtatConvention.PREPAREE, EtatConvention.EMISE]


@condition("Le document n’est pas encore prêt : il se prépare, réessayez dans quelques instants.")
def document_pret(convention: "Convention") -> bool:
    """The frozen PDF exists."""
    return convention.document_id is not None


@condition("Une décision attend d’être annoncée sur cette demande : envoyez-la, ou revenez dessus d’abord.")
def demande_sans_decision_retenue(convention: "Convention") -> bool:
    """Nobody signs for a request that the team has just closed, behind the back of the applicant."""
    return rien_a_annoncer(convention.accompagnement.candidature)


class ConventionQuerySet(models.QuerySet["Convention"]):
    def visibles_par(self, acteur: Acteur) -> "ConventionQuerySet":
        """Those who see the accompagnement, and those who sign; what was never issued is the pilot's alone."""
        from .signataire import Signataire

        paires = Accompagnement.objects.visibles_par(acteur).filter(pk=OuterRef("accompagnement_id"))
        signatures = Signataire.objects.visibles_par(acteur).filter(convention=OuterRef("pk"))
        visibles = self.filter(Exists(paires) | Exists(signatures))
        if acteur.est_systeme or est_pilote(acteur):
            return visibles
        return visibles.filter(emise_le__isnull=False)

    def en_vigueur(self) -> "ConventionQuerySet":
        """Agreements and avenants in preparation, to sign or signed."""
        return self.exclude(etat__in=SANS_EFFET)

    def bases(self) -> "ConventionQuerySet":
        """Agreements without their avenants; one in force a pair."""
        return self.filter(parent__isnull=True)

    def avenants_ouverts(self) -> "ConventionQuerySet":
        """Avenants in preparation or to sign; one an agreement."""
        return self.filter(parent__isnull=False, etat__in=OUVERTS)


class Convention(ModeleAEtats):
    Etat = EtatConvention
    TONS: ClassVar[dict[str, str]] = {
        "preparee": "alerte",
        "emise": "cours",
        "signee": "fait",
        "refusee": "refus",
        "annulee": "neutre",
        "resiliee": "neutre",
    }

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="conventions")
    accompagnement = models.ForeignKey(Accompagnement, on_delete=models.PROTECT, related_name="conventions")
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="avenants",
        verbose_name="avenant à",
        help_text="vide : convention",
    )
    motif_avenant = models.TextField("motif de l’avenant", blank=True, help_text="lu par toutes les parties")
    fin_anticipee = models.BooleanField("fin anticipée", default=False, help_text="l’accompagnement s’arrête à ce qui est tenu")
    demi_journees_avant = models.PositiveSmallIntegerField("demi-journées avant l’avenant", default=0)
    montant_avant = models.DecimalField("montant avant l’avenant", max_digits=12, decimal_places=2, default=Decimal(0))
    numero = models.CharField("numéro", max_length=48, unique=True)
    etat = FSMField("état", max_length=16, choices=EtatConvention, default=EtatConvention.PREPAREE, protected=True)
    debut = models.DateField("début des séances")
    fin = models.DateField("fin des séances")
    demi_journees = models.PositiveSmallIntegerField("demi-journées")
    mode_paiement = models.CharField("prise en charge", max_length=24, choices=ModePaiement)
    payee = models.ForeignKey(Structure, on_delete=models.PROTECT, related_name="+", verbose_name="structure payée")
    montant = models.DecimalField(max_digits=12, decimal_places=2, help_text="en euros, tout compris")
    modalite = models.CharField("modalité", max_length=12, choices=Modalite, default=Modalite.MIXTE)
    lieu = models.CharField(max_length=160, blank=True)
    captation = models.BooleanField("des images ou des sons peuvent être pris", default=False)
    representant_pilote = models.ForeignKey(
        Personne, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="signe pour la structure pilote"
    )
    version_modele = models.ForeignKey(
        VersionModele, on_delete=models.PROTECT, null=True, blank=True, related_name="conventions", verbose_name="version du modèle"
    )
    contexte = models.JSONField(default=dict, blank=True, help_text="figé à l’émission")
    document = models.OneToOneField(DocumentProduit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    scelle = models.OneToOneField(
        DocumentProduit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="document final scellé",
        help_text="ce qui a été émis, la page des signatures et le sceau",
    )
    dossier_de_preuve = models.OneToOneField(
        DocumentProduit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="dossier de preuve"
    )
    emise_le = models.DateTimeField("émise le", null=True, blank=True)
    derniere_signature = models.DateField("dernière signature", null=True, blank=True)
    signee_le = models.DateTimeField("signée le", null=True, blank=True, help_text="moment où la dernière signature est reçue")
    motif_annulation = models.CharField("annulée parce que", max_length=16, choices=MotifAnnulation, blank=True)
    objects = ConventionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["accompagnement"],
                condition=Q(parent__isnull=True) & ~Q(etat__in=["refusee", "annulee", "resiliee"]),
                name="une_convention_en_vigueur",
            ),
            models.UniqueConstraint(fields=["parent"], condition=Q(etat__in=["preparee", "emise"]), name="un_avenant_ouvert"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True, motif_avenant="", fin_anticipee=False, demi_journees_avant=0, montant_avant=0)
                | Q(parent__isnull=False, demi_journees_avant__gte=1) & ~Q(motif_avenant=""),
                name="avenant_motive",
            ),
            models.CheckConstraint(condition=Q(fin__gte=F("debut")), name="convention_dates_ordonnees"),
            models.CheckConstraint(condition=Q(demi_journees__gte=1), name="convention_demi_journees"),
            models.CheckConstraint(
                condition=~Q(etat="signee") | Q(signee_le__isnull=False, derniere_signature__isnull=False), name="convention_signee_datee"
            ),
        ]

    def __str__(self) -> str:
        return self.numero

    def get_absolute_url(self) -> str:
        return reverse("conventions:detail", args=[self.numero])

    @property
    def est_un_avenant(self) -> bool:
        """It changes an agreement that is signed."""
        return self.parent_id is not None

    @property
    def mots(self) -> Mots:
        """How one speaks of it: "la convention", "l’avenant"."""
        return mots_de(avenant=self.est_un_avenant)

    def dire_etat(self, etat: str) -> str:
        """Return a state in words that agree: "Signée" for an agreement, "Signé" for an avenant."""
        return self.mots.accorder(EtatConvention(etat).label)

    def get_etat_display(self) -> str:
        """Return its state in words."""
        return self.dire_etat(self.etat)

    @property
    def sans_effet(self) -> str:
        """What it means that it is refused, cancelled, late or terminated."""
        if self.parent and self.etat != EtatConvention.RESILIEE and self.parent.est_en_vigueur:
            return "La convention déjà signée reste en vigueur, telle qu’elle était."
        return f"{self.mots.ce.capitalize()} n’engage plus personne."

    @property
    def demi_journees_ajoutees(self) -> int:
        """What it gives beyond what was in force, below zero when it takes some away."""
        return self.demi_journees - self.demi_journees_avant

    @property
    def montant_ajoute(self) -> Decimal:
        """What it costs beyond what was in force, in euros, below zero when it costs less."""
        return self.montant - self.montant_avant

    @property
    def est_en_vigueur(self) -> bool:
        """Neither refused, cancelled nor terminated."""
        return self.etat not in SANS_EFFET

    @transition(
        etat,
        source=Etat.PREPAREE,
        target=Etat.EMISE,
        conditions=[demande_sans_decision_retenue],
        permission=droits.peut_etablir,
        custom={"libelle": "Émettre la convention", "rang": 1},
    )
    def emettre(self, *, le: datetime, contexte: dict[str, Any], version: VersionModele) -> None:
        """Context frozen, with the version of the template; the PDF is made from it and from nothing else."""
        self.emise_le, self.contexte, self.version_modele = le, contexte, version

    @transition(
        etat,
        source=Etat.EMISE,
        target=Etat.SIGNEE,
        conditions=[document_pret],
        permission=droits.par_la_plateforme,
    )
    def signer(self, *, le: datetime, derniere_signature: date) -> None:
        """Everybody signed, online or on paper."""
        self.signee_le, self.derniere_signature = le, derniere_signature

    @transition(etat, source=Etat.EMISE, target=Etat.REFUSEE, permission=droits.par_la_plateforme)
    def refuser(self) -> None:
        """One of those who sign refused: what was engaged is released."""

    @transition(etat, source=Etat.SIGNEE, target=Etat.RESILIEE, permission=droits.par_la_plateforme)
    def resilier(self) -> None:
        """The pair was given up after signature: what was engaged is released."""

    @transition(
        etat,
        source=[Etat.PREPAREE, Etat.EMISE],
        target=Etat.ANNULEE,
        permission=droits.peut_annuler,
        custom={"libelle": "Annuler la convention", "rang": 9},
    )
    def annuler(self, *, motif: str = MotifAnnulation.EQUIPE) -> None:
        """Before signature: what was engaged is released."""
        self.motif_annulation = motif
