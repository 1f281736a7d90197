"""The journal de bord of a pair: its entries, what they said before a correction, and the témoins (photos, documents) that go with them."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce, TruncDate
from django.urls import reverse

from candidatures.models import Objectif
from comptes.acteurs import est_connecte
from referentiel.models import Competence
from socle.acteurs import Acteur
from socle.models import Dossier, Fichier

from .accompagnement import Accompagnement
from .seance import Seance


class Visibilite(models.TextChoices):
    """Who reads an entry, from the widest to the narrowest."""

    TOUS = "tous", "Nous deux, la personne qui a déposé la demande et l’équipe pilote"
    PAIRE = "paire", "Nous deux seulement"
    MOI = "moi", "Moi seulement"


class EntreeQuerySet(models.QuerySet["Entree"]):
    def visibles_par(self, acteur: Acteur) -> "EntreeQuerySet":
        """One's own entries; those of the two, for the two; those of all, for whoever sees the accompagnement."""
        if acteur.est_systeme:
            return self
        if not est_connecte(acteur):
            return self.none()
        personne = acteur.personne
        de_la_paire = Q(accompagnement__mentor__personne=personne) | Q(accompagnement__beneficiaire__personne=personne)
        lisibles = Q(visibilite=Visibilite.TOUS) | Q(auteur=personne) | (Q(visibilite=Visibilite.PAIRE) & de_la_paire)
        visibles = Accompagnement.objects.visibles_par(acteur).filter(pk=OuterRef("accompagnement"))
        return self.filter(lisibles & Exists(visibles))

    def du_plus_recent(self) -> "EntreeQuerySet":
        """The latest first: the day of the session, else the day when it was written."""
        return self.annotate(jour_raconte=Coalesce(F("seance__jour"), TruncDate("ecrite_le"))).order_by(
            F("jour_raconte").desc(), F("ecrite_le").desc(), "-pk"
        )


class Entree(models.Model):
    """What was worked in one session, as the person who declared it wrote it; or what one of the two writes at any time."""

    accompagnement = models.ForeignKey(Accompagnement, on_delete=models.PROTECT, related_name="entrees")
    seance = models.OneToOneField(Seance, on_delete=models.CASCADE, null=True, blank=True, related_name="entree")
    auteur = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="entrees_de_journal")
    texte = models.TextField()
    suite = models.TextField(blank=True, help_text="la prochaine étape")
    objectifs = models.ManyToManyField(Objectif, blank=True, related_name="entrees")
    competences = models.ManyToManyField(Competence, blank=True, related_name="entrees")
    visibilite = models.CharField("lue par", max_length=8, choices=Visibilite, default=Visibilite.TOUS)
    ecrite_le = models.DateTimeField("écrite le")
    corrigee_le = models.DateTimeField("corrigée le", null=True, blank=True)
    cle = models.UUIDField("clé d’envoi", unique=True, null=True, blank=True, help_text="rend le double clic sans effet")
    objects = EntreeQuerySet.as_manager()

    class Meta:
        verbose_name = "entrée du journal"
        verbose_name_plural = "entrées du journal"
        constraints = [
            # What a session paid by the programme was is read by all who follow it.
            models.CheckConstraint(condition=Q(seance__isnull=True) | Q(visibilite="tous"), name="entree_de_seance_lue_par_tous")
        ]

    def __str__(self) -> str:
        return f"Journal de {self.seance or self.accompagnement}"


class EntreeAnterieure(models.Model):
    """What an entry said before a correction, and who could read it then."""

    entree = models.ForeignKey(Entree, on_delete=models.CASCADE, related_name="anterieures")
    texte = models.TextField()
    suite = models.TextField(blank=True)
    visibilite = models.CharField("lue par", max_length=8, choices=Visibilite)
    remplacee_le = models.DateTimeField("remplacée le")

    class Meta:
        verbose_name = "version antérieure d’une entrée"
        verbose_name_plural = "versions antérieures des entrées"
        ordering = ["-remplacee_le", "-pk"]

    def __str__(self) -> str:
        return f"{self.entree}, avant le {self.remplacee_le:%d/%m/%Y}"


class TemoinQuerySet(models.QuerySet["Temoin"]):
    def visibles_par(self, acteur: Acteur) -> "TemoinQuerySet":
        """Those of the entries one reads; those of no entry, for whoever sees the accompagnement."""
        accompagnements = Accompagnement.objects.visibles_par(acteur).filter(pk=OuterRef("accompagnement"))
        entrees = Entree.objects.visibles_par(acteur).filter(pk=OuterRef("entree"))
        return self.filter(Exists(accompagnements), Q(entree__isnull=True) | Exists(entrees))


class Temoin(models.Model):
    """A trace of the work: a photo of a board, a document made together. `legende` says what it shows to who does not see it."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="temoins")
    accompagnement = models.ForeignKey(Accompagnement, on_delete=models.PROTECT, related_name="temoins")
    entree = models.ForeignKey(Entree, on_delete=models.CASCADE, null=True, blank=True, related_name="temoins")
    fichier = models.OneToOneField(Fichier, on_delete=models.PROTECT, related_name="temoin")
    legende = models.CharField("légende", max_length=300, blank=True)
    depose_par = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    depose_le = models.DateTimeField("déposé le")
    objects = TemoinQuerySet.as_manager()

    class Meta:
        verbose_name = "témoin"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.legende or self.fichier.nom

    def get_absolute_url(self) -> str:
        return reverse("accompagnements:temoin", args=[self.accompagnement.numero, self.pk])

    @property
    def est_image(self) -> bool:
        return self.fichier.type_mime.startswith("image/")
