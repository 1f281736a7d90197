"""The profile of a personne-ressource, and its states."""

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django_fsm import FSMField, transition

from comptes.acteurs import ActeurLien, est_connecte, est_pilote
from comptes.models import Departement, Structure, Taille, TypeStructure
from mentors import droits
from mentors.regles import Rubrique
from referentiel.models import Competence
from referentiel.niveaux import NIVEAU_MENTOR_MINIMUM
from socle.acteurs import Acteur
from socle.models import ModeleAEtats
from socle.workflow import condition

from .choix import Deplacement, Esthetique, EtatProfil, ModePaiement, Statut, Visibilite


@condition("Il manque une adresse électronique : sans elle, la personne-ressource ne peut ni répondre ni signer.")
def est_joignable(profil: "ProfilMentor") -> bool:
    """The person has an address."""
    return bool(profil.personne.email)


@condition("Il manque sa structure : elle signe la convention, et c’est le plus souvent elle qui est payée.")
def a_une_structure(profil: "ProfilMentor") -> bool:
    """The structure is known by its number."""
    return profil.structure_id is not None


@condition("Il manque au moins une compétence de niveau 3 ou 4 : une personne-ressource transmet ce qu’elle maîtrise déjà.")
def sait_transmettre(profil: "ProfilMentor") -> bool:
    """At least one competence at the level of autonomy."""
    return any(savoir.niveau >= NIVEAU_MENTOR_MINIMUM for savoir in profil.savoirs.all())


@condition("Il manque le nombre de demi-journées que cette personne peut donner dans l’année.")
def est_disponible(profil: "ProfilMentor") -> bool:
    """At least one half-day a year."""
    return bool(profil.demi_journees_par_an)


@condition("Il manque son accord sur la charte de la personne-ressource.")
def a_accepte_la_charte(profil: "ProfilMentor") -> bool:
    """The charter was accepted."""
    return profil.charte_le is not None


class ProfilMentorQuerySet(models.QuerySet["ProfilMentor"]):
    def visibles_par(self, acteur: Acteur) -> "ProfilMentorQuerySet":
        """The pilot sees all profiles, a person their own, signed in or by the link of their card."""
        if est_pilote(acteur):
            return self
        if isinstance(acteur, ActeurLien):
            siens = self.filter(personne=acteur.personne)
            return siens.filter(pk=acteur.lien.objet_id) if acteur.lien.but == droits.BUT else self.none()
        return self.filter(personne=acteur.personne) if est_connecte(acteur) else self.none()

    def mobilisables(self) -> "ProfilMentorQuerySet":
        """Profiles that may be asked for a request."""
        return self.filter(etat=EtatProfil.VALIDE)

    def sans_reponse(self, avant: datetime) -> "ProfilMentorQuerySet":
        """People contacted before this moment who never answered."""
        return self.filter(etat=EtatProfil.CONTACTE, repondu_le=None, contacte_le__lte=avant)


class ProfilMentor(ModeleAEtats):
    """Somebody experienced, salarié·e or dirigeant·e of a named structure."""

    Etat = EtatProfil
    TONS: ClassVar[dict[str, str]] = {"propose": "alerte", "contacte": "cours", "valide": "fait", "en_pause": "neutre", "archive": "neutre"}

    personne = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="profil_mentor")
    # Known by its number; until then, by the name that who proposed them gave.
    structure = models.ForeignKey(Structure, on_delete=models.PROTECT, null=True, blank=True, related_name="mentors")
    structure_dite = models.CharField("structure, telle que dite", max_length=160, blank=True)
    fonction = models.CharField(max_length=120, blank=True)
    pronom = models.CharField(max_length=40, blank=True)
    statut = models.CharField(max_length=16, choices=Statut, blank=True)
    annees = models.PositiveSmallIntegerField("années d’expérience", null=True, blank=True)
    langues = models.CharField(max_length=160, blank=True)

    competences = models.ManyToManyField(Competence, through="Savoir", related_name="mentors")
    types_connus = models.JSONField("types de structures connus", default=list, blank=True)
    tailles = models.JSONField("tailles de structures connues", default=list, blank=True)
    esthetiques = models.JSONField("esthétiques", default=list, blank=True)
    presentation = models.TextField("présentation", blank=True)
    motivations = models.TextField(blank=True)
    note = models.TextField("mot pour l’équipe pilote", blank=True)
    a_deja_accompagne = models.BooleanField("a déjà accompagné", null=True, blank=True)
    est_forme = models.BooleanField("formé·e à la posture", null=True, blank=True)
    forme_le = models.DateField("formé·e le", null=True, blank=True)
    diplomes = models.TextField("diplômes", blank=True)

    departements = models.ManyToManyField(Departement, related_name="+", blank=True, verbose_name="départements couverts")
    deplacement = models.CharField("déplacements", max_length=16, choices=Deplacement, blank=True)
    a_distance = models.BooleanField("accepte à distance", null=True, blank=True)
    demi_journees_par_an = models.PositiveSmallIntegerField("demi-journées par an", null=True, blank=True)
    accompagnements_max = models.PositiveSmallIntegerField("accompagnements simultanés au plus", null=True, blank=True)

    mode_paiement = models.CharField("prise en charge", max_length=24, choices=ModePaiement, blank=True)
    regime_tva = models.CharField("régime de TVA", max_length=160, blank=True)
    accord_employeur = models.BooleanField("accord de l’employeur", null=True, blank=True)

    charte_version = models.CharField("version de la charte", max_length=12, blank=True)
    charte_le = models.DateTimeField("charte acceptée le", null=True, blank=True)
    non_concurrence_le = models.DateTimeField("non-concurrence déclarée le", null=True, blank=True)
    conflits_dits = models.TextField("conflits d’intérêts déclarés", blank=True)
    conflits = models.ManyToManyField(Structure, related_name="+", blank=True, verbose_name="structures en conflit d’intérêts")
    visibilite = models.CharField("visibilité", max_length=16, choices=Visibilite, default=Visibilite.EQUIPE)

    etat = FSMField("état", max_length=16, choices=EtatProfil, default=EtatProfil.PROPOSE, protected=True)
    cree_le = models.DateTimeField("créé le")
    contacte_le = models.DateTimeField("contacté·e le", null=True, blank=True)
    repondu_le = models.DateTimeField("a répondu le", null=True, blank=True)
    oppose_le = models.DateTimeField("ne veut plus être sollicité·e depuis", null=True, blank=True)
    a_relire_depuis = models.DateTimeField("à relire depuis", null=True, blank=True)
    modifie_le = models.DateTimeField("modifié le", null=True, blank=True)
    objects = ProfilMentorQuerySet.as_manager()

    class Meta:
        verbose_name = "personne-ressource"
        verbose_name_plural = "personnes-ressources"
        ordering = ["personne__nom", "personne__prenom"]

    def __str__(self) -> str:
        return f"{self.personne} ({self.nom_structure})"

    @property
    def nom_structure(self) -> str:
        """The structure, by its name or as somebody said it."""
        return str(self.structure) if self.structure else self.structure_dite

    @property
    def connues(self) -> list[tuple[str, list[str]]]:
        """What this person knows from inside, in words: types of structures, sizes, aesthetics; what is not told is left out."""
        dites = [
            ("Types de structures connus", TypeStructure, self.types_connus),
            ("Tailles connues", Taille, self.tailles),
            ("Esthétiques", Esthetique, self.esthetiques),
        ]
        return [(titre, [choix.label for choix in choisis if choix in codes]) for titre, choisis, codes in dites if codes]

    def rubriques(self, *, a_une_periode: bool | None = None) -> list[Rubrique]:
        """Return the points of a full card, with those that are there. Savoirs are read, and periods when not told."""
        savoirs = list(self.savoirs.all())
        libre = bool(self.disponibilites.all()) if a_une_periode is None else a_une_periode
        return [
            Rubrique("identite", "la structure", self.structure_id is not None, est_exigee=True),
            Rubrique("identite", "le statut", bool(self.statut)),
            Rubrique("identite", "les années d’expérience", self.annees is not None),
            Rubrique("savoirs", "une compétence de niveau 3 ou 4", sait_transmettre(self), est_exigee=True),
            Rubrique("savoirs", "une réalisation ou un projet qui illustre une compétence", any(savoir.preuve for savoir in savoirs)),
            Rubrique("parcours", "une présentation", bool(self.presentation)),
            Rubrique("parcours", "les types de structures connus", bool(self.types_connus)),
            Rubrique("disponibilite", "les déplacements possibles", bool(self.deplacement)),
            Rubrique("disponibilite", "l’accord ou non à distance", self.a_distance is not None),
            Rubrique("disponibilite", "les demi-journées par an", est_disponible(self), est_exigee=True),
            Rubrique("disponibilite", "une période de disponibilité", libre),
            Rubrique("paiement", "qui est payé", bool(self.mode_paiement)),
            Rubrique("engagements", "l’accord sur la charte", self.charte_le is not None, est_exigee=True),
            Rubrique("engagements", "la déclaration de non-concurrence", self.non_concurrence_le is not None),
        ]

    @transition(
        etat,
        source=EtatProfil.PROPOSE,
        target=EtatProfil.CONTACTE,
        permission=droits.peut_suivre,
        custom={"libelle": "Noter le premier contact", "rang": 1},
    )
    def contacter(self, *, le: datetime) -> None:
        """The person was informed that somebody proposed them."""
        self.contacte_le = le

    @transition(
        etat,
        source=[EtatProfil.PROPOSE, EtatProfil.CONTACTE],
        target=EtatProfil.VALIDE,
        conditions=[est_joignable, a_une_structure, sait_transmettre, est_disponible, a_accepte_la_charte],
        permission=droits.peut_suivre,
        custom={"libelle": "Valider", "rang": 2},
    )
    def valider(self) -> None:
        """The pilot met the person and validates the profile."""
        self.a_relire_depuis = None

    @transition(
        etat,
        source=EtatProfil.VALIDE,
        target=EtatProfil.EN_PAUSE,
        permission=droits.peut_se_mettre_en_pause,
        custom={"libelle": "Mettre en pause", "rang": 3},
    )
    def mettre_en_pause(self) -> None:
        """Nothing new is proposed to this person."""

    @transition(
        etat,
        source=EtatProfil.EN_PAUSE,
        target=EtatProfil.VALIDE,
        permission=droits.peut_se_mettre_en_pause,
        custom={"libelle": "Reprendre", "rang": 3},
    )
    def reprendre(self) -> None:
        """The pause ends."""

    @transition(
        etat,
        source=[EtatProfil.PROPOSE, EtatProfil.CONTACTE],
        target=EtatProfil.ARCHIVE,
        permission=droits.est_la_personne,
        custom={"rang": 8},
    )
    def decliner(self, *, le: datetime) -> None:
        """The person does not want to be asked: what was written about them is erased."""
        self.repondu_le = self.oppose_le = le
        self._oublier()

    @transition(
        etat,
        source=[EtatProfil.PROPOSE, EtatProfil.CONTACTE, EtatProfil.VALIDE, EtatProfil.EN_PAUSE],
        target=EtatProfil.ARCHIVE,
        permission=droits.peut_suivre,
        custom={"libelle": "Archiver", "rang": 9},
    )
    def archiver(self) -> None:
        """The profile leaves the pool."""

    def _oublier(self) -> None:
        textes = ("presentation", "motivations", "note", "diplomes", "pronom", "langues", "conflits_dits", "statut")
        vides: dict[str, Any] = dict.fromkeys(textes, "")
        for champ, valeur in vides.items():
            setattr(self, champ, valeur)
