"""What each side says of itself in an agreement: prefilled, then checked and corrected by them before the emission."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from accompagnements.models import Accompagnement
from comptes.acteurs import ActeurLien
from comptes.regles import siret_ecrit
from conventions import droits
from socle.acteurs import Acteur

from .convention import Convention, EtatConvention

DELAI_DE_RELANCE = timedelta(days=3)


class Cote(models.TextChoices):
    MENTOR = "mentor", "La personne-ressource"
    BENEFICIAIRE = "beneficiaire", "La structure bénéficiaire"


class Verification(models.TextChoices):
    """How the data of a side was checked."""

    EN_LIGNE = "en_ligne", "en ligne"
    LIEN = "lien", "par le lien de son courriel"
    TELEPHONE = "telephone", "par téléphone, notée par l’équipe"
    SANS_REPONSE = "sans_reponse", "par l’équipe, faute de réponse"


class PartieQuerySet(models.QuerySet["Partie"]):
    def visibles_par(self, acteur: Acteur) -> "PartieQuerySet":
        """Each side sees its own, signed in or by the link of its mail; the pilot sees both."""
        if isinstance(acteur, ActeurLien):
            return self.filter(pk=acteur.lien.objet_id) if acteur.lien.but == droits.BUT_INFORMATIONS else self.none()
        paires = Accompagnement.objects.visibles_par(acteur).filter(pk=OuterRef("convention__accompagnement_id"))
        visibles = self.filter(Exists(paires))
        return visibles if droits.est_de_l_equipe(acteur) else visibles.filter(droits.mon_cote(acteur))

    def a_verifier(self) -> "PartieQuerySet":
        """Sides of agreements in preparation that have not said yet that all is right."""
        return self.filter(verifiee_le=None, convention__etat=EtatConvention.PREPAREE)

    def en_silence(self, maintenant: datetime) -> "PartieQuerySet":
        """Those that were reminded and have not answered within the same delay: the team checks with them by another way."""
        return self.filter(relancee_le__lte=maintenant - DELAI_DE_RELANCE)

    def a_relancer(self, avant: datetime) -> "PartieQuerySet":
        """Sides asked before this moment, silent since and never reminded."""
        return self.a_verifier().filter(relancee_le=None, demandee_le__lte=avant)


def _en_mots(valeur: object) -> str:
    return {True: "oui", False: "non"}.get(valeur, "") if isinstance(valeur, bool) else str(valeur)


class Partie(models.Model):
    """One side of one agreement. What it corrects stays here: the profile and the structure are left alone."""

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="parties")
    cote = models.CharField("côté", max_length=12, choices=Cote)
    personne = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    nom = models.CharField(max_length=160)
    fonction = models.CharField(max_length=120, blank=True)
    structure_nom = models.CharField("nom de la structure", max_length=160, blank=True)
    siret = models.CharField("SIRET", max_length=14, blank=True)
    rna = models.CharField("RNA", max_length=10, blank=True)
    adresse = models.CharField(max_length=200, blank=True)
    code_postal = models.CharField(max_length=5, blank=True)
    commune = models.CharField(max_length=64, blank=True)
    represente_sa_structure = models.BooleanField("représente elle-même sa structure", default=False)
    representant_nom = models.CharField("qui représente la structure", max_length=160, blank=True)
    representant_qualite = models.CharField("qualité", max_length=120, blank=True)
    representant_email = models.EmailField("adresse électronique", blank=True)
    sur_papier = models.BooleanField("signe sur papier", default=False)
    demandee_le = models.DateTimeField("vérification demandée le", null=True, blank=True)
    relancee_le = models.DateTimeField("relancée le", null=True, blank=True)
    verifiee_le = models.DateTimeField("vérifiée le", null=True, blank=True)
    verifiee_par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    verification = models.CharField("vérification", max_length=12, choices=Verification, blank=True)
    corrections = models.JSONField(default=list, blank=True, help_text="ce qui a été corrigé : champ, avant, après, quand, par qui")

    objects = PartieQuerySet.as_manager()

    class Meta:
        ordering = ["convention", "-cote"]
        constraints = [
            models.UniqueConstraint(fields=["convention", "cote"], name="partie_unique"),
            models.CheckConstraint(
                condition=Q(verifiee_le__isnull=True, verification="") | Q(verifiee_le__isnull=False) & ~Q(verification=""),
                name="partie_verifiee_comment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_cote_display()} : {self.nom}"

    def get_absolute_url(self) -> str:
        return reverse("conventions:informations", args=[self.convention.numero, self.cote])

    @property
    def est_verifiee(self) -> bool:
        """This side, or the team for it, said that all is right."""
        return self.verifiee_le is not None

    @property
    def corrections_lisibles(self) -> list[dict[str, str]]:
        """What was corrected, field by field: its name, what was there, what is there."""
        return [
            {
                "nom": str(self._meta.get_field(trace["champ"]).verbose_name),
                "avant": _en_mots(trace["avant"]),
                "apres": _en_mots(trace["apres"]),
            }
            for trace in self.corrections
        ]

    @property
    def siret_ecrit(self) -> str:
        """The SIRET as it is read."""
        return siret_ecrit(self.siret)

    @property
    def ville(self) -> str:
        """Postcode and town."""
        return f"{self.code_postal} {self.commune}".strip()
