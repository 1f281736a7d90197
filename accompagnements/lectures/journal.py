"""The journal de bord of a pair, as each reader reads it."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from accompagnements import droits, regles
from accompagnements.models import Accompagnement, Entree, EntreeAnterieure, Temoin, Visibilite
from socle import horloge
from socle.acteurs import Acteur

Etat = Accompagnement.Etat
_FERMETURES = {
    Etat.PREPARE: "Le journal s’ouvre une fois la convention signée par toutes les parties.",
    Etat.CLOS: "L’accompagnement est clos : son journal se lit, il ne s’écrit plus.",
    Etat.ABANDONNE: "L’accompagnement a été abandonné : son journal ne s’écrit pas.",
    Etat.ROMPU: "L’accompagnement s’est arrêté : son journal se lit, il ne s’écrit plus.",
}
TROP_TARD = "Une page se corrige dans les sept jours qui suivent. Écrivez-en une autre : le journal garde les deux."
DERNIERES = 3


def fermeture_du_journal(accompagnement: Accompagnement) -> str:
    """Return the sentence that says why nothing more is written in this state, or ""."""
    return _FERMETURES.get(accompagnement.etat, "")


def refus_de_corriger(entree: Entree, accompagnement: Accompagnement) -> str:
    """Return why its author may not correct a page any more, or ""."""
    if phrase := fermeture_du_journal(accompagnement):
        return phrase
    jour = timezone.localtime(entree.ecrite_le).date()
    return "" if horloge.aujourdhui() <= regles.corrigeable_jusqu_au(jour) else TROP_TARD


@dataclass(frozen=True)
class Page:
    """An entry for one reader: what it said before that they may read, and whether they may correct it."""

    entree: Entree
    avant: list[EntreeAnterieure]
    se_corrige: bool

    @property
    def est_privee(self) -> bool:
        return self.entree.visibilite != Visibilite.TOUS


@dataclass(frozen=True)
class Journal:
    """The whole thread of a pair, the latest page first."""

    accompagnement: Accompagnement
    pages: list[Page]
    peut_ecrire: bool
    fermeture: str


def lire_journal(accompagnement: Accompagnement, acteur: Acteur) -> Journal:
    """Read the journal of a pair for one reader (6 queries whatever the number of pages)."""
    ecrit = droits.sont_les_deux(accompagnement, acteur)
    fermeture = fermeture_du_journal(accompagnement)
    pages = [_page(entree, accompagnement, acteur) for entree in entrees(accompagnement, acteur)]
    return Journal(accompagnement, pages, ecrit and not fermeture, fermeture)


def entrees(accompagnement: Accompagnement, acteur: Acteur) -> QuerySet[Entree]:
    """Return what this reader reads of the journal, the latest first."""
    lues = Entree.objects.visibles_par(acteur).filter(accompagnement=accompagnement).du_plus_recent()
    return lues.select_related("seance", "auteur").prefetch_related(
        "seance__presences",
        "objectifs",
        "competences",
        "anterieures",
        Prefetch("temoins", Temoin.objects.select_related("fichier", "accompagnement")),
    )


def dernieres_notes(accompagnement: Accompagnement, acteur: Acteur) -> list[Entree]:
    """Return the last pages written between the sessions that this reader reads (2 queries at most)."""
    lues = Entree.objects.visibles_par(acteur).filter(accompagnement=accompagnement, seance=None).du_plus_recent()
    return list(lues.select_related("auteur").prefetch_related("temoins")[:DERNIERES])


def _page(entree: Entree, accompagnement: Accompagnement, acteur: Acteur) -> Page:
    est_auteur = droits.est_l_auteur(entree, acteur)
    lisibles = {Visibilite.TOUS, Visibilite.PAIRE} if droits.sont_les_deux(accompagnement, acteur) else {Visibilite.TOUS}
    avant = [ancienne for ancienne in entree.anterieures.all() if est_auteur or ancienne.visibilite in lisibles]
    return Page(entree, avant, est_auteur and not refus_de_corriger(entree, accompagnement))
