"""The budget of an edition as the team and the committee read it: lines, half-days against the objective, and what each number counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import F, QuerySet, Sum

from accompagnements.models import Accompagnement
from conventions.models import Convention
from programme.models import Dispositif, Edition, Ligne, Mouvement
from socle.acteurs import Acteur
from socle.models import Deport, filtrer_dossiers
from socle.workflow import nom_objet

from . import chiffres
from .periode import Periode

MONTANTS = ("montant", "engage", "realise", "paye", "disponible")
# What half-days are counted as, in the words of the page.
COMPTES = {"tenues": "Demi-journées tenues", "prevues": "Demi-journées prévues", "conventionnees": "Demi-journées conventionnées"}


@dataclass(frozen=True)
class DemiJournees:
    """Half-days of a dispositif, or of them all."""

    code: str
    nom: str
    tenues: int
    prevues: int
    conventionnees: int


@dataclass(frozen=True)
class Budget:
    """What the page of the budget shows of an edition, in euros and half-days."""

    edition: Edition
    lignes: list[Ligne]
    total: dict[str, Decimal]
    dispositifs: list[DemiJournees]
    ensemble: DemiJournees

    @property
    def a_repartir(self) -> Decimal:
        """What the envelope still has beyond the lines."""
        return self.edition.enveloppe - self.total["montant"]

    @property
    def manquantes(self) -> int:
        """Half-days still to hold to reach the objective of the edition."""
        return chiffres.manquantes(self.edition.objectif_demi_journees, self.ensemble.tenues)

    @property
    def a_conventionner(self) -> int:
        """Half-days of the objective that no signed agreement gives."""
        return chiffres.manquantes(self.edition.objectif_demi_journees, self.ensemble.conventionnees)


def choisir(editions: list[Edition], code: str) -> Edition | None:
    """Return the edition of this code, else the open one, else the latest."""
    ouverte = next((edition for edition in editions if edition.etat == Edition.Etat.OUVERTE), None)
    return next((edition for edition in editions if edition.code == code), ouverte or next(iter(editions), None))


def budget(edition: Edition) -> Budget:
    """Return the budget of an edition (5 queries, whatever the number of lines and files)."""
    lignes = list(edition.lignes.order_by("pk"))
    comptes = {compte: dict(_par_dispositif(edition, compte)) for compte in COMPTES}
    dispositifs = [
        DemiJournees(dispositif.code, str(dispositif), **{compte: comptes[compte].get(dispositif.code, 0) for compte in COMPTES})
        for dispositif in edition.dispositifs.order_by("-code")
    ]
    return Budget(
        edition=edition,
        lignes=lignes,
        total={nom: sum((getattr(ligne, nom) for ligne in lignes), Decimal(0)) for nom in MONTANTS},
        dispositifs=dispositifs,
        ensemble=DemiJournees("", "Ensemble", **{compte: sum(comptes[compte].values()) for compte in COMPTES}),
    )


def _par_dispositif(edition: Edition, compte: str) -> Iterable[tuple[str, int]]:
    """Give (code of the dispositif, half-days) of what chiffres counts under this name over the whole edition."""
    lignes, somme = _compter(edition, compte)
    return lignes.order_by().values_list("accompagnement__dispositif__code").annotate(n=somme)


def _compter(edition: Edition, compte: str) -> tuple[QuerySet[Any], Sum]:
    periode = Periode(edition.debut, edition.fin)
    if compte == "conventionnees":
        return chiffres.signees(edition, periode), chiffres.AJOUTEES
    return chiffres.seances(edition, periode, compte), Sum("demi_journees", default=0)


# ---------- what a number counts ----------


@dataclass(frozen=True)
class Rang:
    """A row of what a number counts: the file it belongs to, and how many half-days."""

    numero: str
    dossier: str
    structure: str
    dispositif: str
    demi_journees: int


def rangs(edition: Edition, compte: str, dispositif: str, acteur: Acteur) -> QuerySet[Any]:
    """Return what a number of half-days counts, by pair or by agreement, but what is hidden from this actor; to be paginated.

    `dispositif` is the code of one of them, or "".
    """
    lignes, somme = _compter(edition, compte)
    if dispositif:
        lignes = lignes.filter(accompagnement__dispositif__code=dispositif)
    cle = "numero" if compte == "conventionnees" else "accompagnement__numero"
    chemins = {
        "reference": F(cle),
        "numero_dossier": F("dossier__numero"),
        "structure": F("accompagnement__candidature__structure__raison_sociale"),
        "code": F("accompagnement__dispositif__code"),
    }
    vus = filtrer_dossiers(lignes, acteur.personne.pk).order_by().values(**chemins)
    return vus.annotate(n=somme).order_by("reference")


def en_rangs(lignes: Iterable[dict[str, Any]]) -> list[Rang]:
    """Return the rows of a page."""
    libelles = dict(Dispositif.Code.choices)
    return [
        Rang(ligne["reference"], ligne["numero_dossier"], ligne["structure"] or "", libelles[ligne["code"]], ligne["n"]) for ligne in lignes
    ]


@dataclass(frozen=True)
class Ecriture:
    """A movement of the ledger with the file it comes from; without file, only its origin is known."""

    le: datetime
    genre: str
    rang: int
    demi_journees: int
    montant: Decimal
    reference: str
    dossier: str
    structure: str


def mouvements(ligne: Ligne, genre: str, acteur: Acteur) -> QuerySet[Mouvement]:
    """Return the movements of a line, the latest first, of one kind when asked, but those of files hidden from this actor.

    What is engaged comes with what was released: together they make the number of the page.
    """
    genres = {"engage": ["engage", "libere"]}.get(genre, [genre] if genre in Mouvement.Genre.values else Mouvement.Genre.values)
    return ligne.mouvements.filter(genre__in=genres).exclude(origine__in=_origines_cachees(acteur)).order_by("-le", "-pk")


def _origines_cachees(acteur: Acteur) -> list[str]:
    caches = Deport.objects.filter(personne=acteur.personne).values("dossier")
    objets = [*Convention.objects.filter(dossier__in=caches).only("pk"), *Accompagnement.objects.filter(dossier__in=caches).only("pk")]
    return [nom_objet(objet) for objet in objets]


def ecritures(page: Iterable[Mouvement]) -> list[Ecriture]:
    """Return the movements of a page with their files (2 queries)."""
    lus = list(page)
    origines = _origines({mouvement.origine for mouvement in lus})
    return [
        Ecriture(
            le=mouvement.le,
            genre=mouvement.get_genre_display(),
            rang=mouvement.rang,
            demi_journees=mouvement.demi_journees,
            montant=mouvement.montant,
            **origines.get(mouvement.origine, {"reference": mouvement.origine, "dossier": "", "structure": ""}),
        )
        for mouvement in lus
    ]


def _origines(noms: set[str]) -> dict[str, dict[str, str]]:
    """Return, by origin, the number of the agreement or of the pair, its file and its structure."""
    trouvees: dict[str, dict[str, str]] = {}
    for modele, chemin in ((Convention, "accompagnement__candidature"), (Accompagnement, "candidature")):
        etiquette = modele._meta.label_lower
        cles = [int(nom.partition(":")[2]) for nom in noms if nom.startswith(f"{etiquette}:")]
        lus = modele._default_manager.filter(pk__in=cles).values_list(
            "pk", "numero", "dossier__numero", f"{chemin}__structure__raison_sociale"
        )
        for pk, numero, dossier, structure in lus:
            trouvees[f"{etiquette}:{pk}"] = {"reference": numero, "dossier": dossier, "structure": structure or ""}
    return trouvees
