"""Page-shaped reads on personnes-ressources."""

from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet

from comptes.regles import texte_de_recherche
from socle.models import Evenement

from .models import ProfilMentor, Savoir
from .regles import Rubrique, completude

# A tab of the list beside the states: validated cards whose competences changed since.
A_RELIRE = "a_relire"


def liste(*, etat: str = "", q: str = "") -> list[ProfilMentor]:
    """Return the profiles to show, filtered by state (or A_RELIRE) and by words of the person, the structure or the town.

    The pool counts some hundred people: words are looked for here, where both databases fold accents alike.
    """
    profils = ProfilMentor.objects.select_related("personne", "structure__departement").prefetch_related(
        Prefetch("savoirs", Savoir.objects.select_related("competence").order_by("-niveau", "competence__code"))
    )
    if etat == A_RELIRE:
        profils = profils.filter(a_relire_depuis__isnull=False)
    elif etat:
        profils = profils.filter(etat=etat)
    mots = texte_de_recherche(q).split()
    return [profil for profil in profils if all(mot in _texte(profil) for mot in mots)]


def _texte(profil: ProfilMentor) -> str:
    commune = profil.structure.commune if profil.structure else ""
    return texte_de_recherche(profil.personne.nom_complet, profil.nom_structure, commune)


def comptes_par_etat() -> list[tuple[str, str, int]]:
    """Return (state, its word, how many profiles), in the order of the path; then those to read again, when there are."""
    a_relire = Count("pk", filter=Q(a_relire_depuis__isnull=False))
    lignes = ProfilMentor.objects.order_by().values_list("etat").annotate(nombre=Count("pk"), a_relire=a_relire)
    comptes = {etat: (nombre, relire) for etat, nombre, relire in lignes}
    trouves = [(etat.value, etat.label, comptes.get(etat.value, (0, 0))[0]) for etat in ProfilMentor.Etat]
    if nombre := sum(relire for _, relire in comptes.values()):
        trouves.append((A_RELIRE, "À relire", nombre))
    return trouves


def effaces_sans_reponse() -> int:
    """Return how many cards were deleted because nobody answered: nothing else is kept of them."""
    return Evenement.objects.filter(code="effacer_sans_reponse").count()


def pour_fiche(profils: QuerySet[ProfilMentor]) -> QuerySet[ProfilMentor]:
    """Return the profiles with all that their card shows (6 queries more)."""
    savoirs = Savoir.objects.select_related("competence").order_by("-niveau", "competence__code")
    return profils.select_related("personne", "structure__departement").prefetch_related(
        Prefetch("savoirs", savoirs), "departements", "disponibilites", "conflits", "recommandations__competences"
    )


@dataclass(frozen=True)
class Avancement:
    """What a card lacks: what validating asks for, then what would help."""

    completude: int
    exigees: list[Rubrique]
    utiles: list[Rubrique]


def avancement(profil: ProfilMentor) -> Avancement:
    """Return what is missing of a card read by `pour_fiche`."""
    rubriques = profil.rubriques()
    manquantes = [rubrique for rubrique in rubriques if not rubrique.est_remplie]
    return Avancement(
        completude(rubriques),
        [rubrique for rubrique in manquantes if rubrique.est_exigee],
        [rubrique for rubrique in manquantes if not rubrique.est_exigee],
    )
