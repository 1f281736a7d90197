"""Page-shaped reads on personnes-ressources."""

from django.db.models import Count, Prefetch, Q, QuerySet

from candidatures.models import Candidature, Moment, Positionnement
from comptes.regles import texte_de_recherche
from referentiel.niveaux import NIVEAU_MENTOR_MINIMUM

from .models import ProfilMentor, Savoir


def suggestions(candidature: Candidature) -> QuerySet[ProfilMentor]:
    """Return the profiles that may be asked for a request, those that cover most of its competences first.

    `couvertes` counts them, `couvre` lists them (Savoir, level 3 or 4). A personne-ressource has no part in the request.
    The explained matching comes with the next capability.
    """
    visees = Positionnement.objects.filter(participant__candidature=candidature, moment=Moment.VISE).values("competence")
    a_transmettre = Savoir.objects.filter(competence__in=visees, niveau__gte=NIVEAU_MENTOR_MINIMUM)
    couvertes = Count("savoirs", filter=Q(savoirs__competence__in=visees, savoirs__niveau__gte=NIVEAU_MENTOR_MINIMUM))
    return (
        ProfilMentor.objects.mobilisables()
        .etrangers_a(candidature)
        .annotate(couvertes=couvertes)
        .select_related("personne", "structure__departement")
        .prefetch_related(Prefetch("savoirs", a_transmettre.select_related("competence"), to_attr="couvre"))
        .order_by("-couvertes", "personne__nom")
    )


def liste(*, etat: str = "", q: str = "") -> list[ProfilMentor]:
    """Return the profiles to show, filtered by state and by words of the person, the structure or the town (accents do not matter).

    The pool counts some hundred people: words are looked for here, where both databases fold accents alike.
    """
    profils = ProfilMentor.objects.select_related("personne", "structure__departement").prefetch_related(
        Prefetch("savoirs", Savoir.objects.select_related("competence").order_by("-niveau", "competence__code"))
    )
    if etat:
        profils = profils.filter(etat=etat)
    mots = texte_de_recherche(q).split()
    return [profil for profil in profils if all(mot in _texte(profil) for mot in mots)]


def _texte(profil: ProfilMentor) -> str:
    return texte_de_recherche(profil.personne.nom_complet, profil.structure.raison_sociale, profil.structure.commune)


def comptes_par_etat() -> list[tuple[str, str, int]]:
    """Return (state, its word, how many profiles), in the order of the path."""
    comptes = dict(ProfilMentor.objects.order_by().values_list("etat").annotate(nombre=Count("pk")))
    return [(etat.value, etat.label, comptes.get(etat.value, 0)) for etat in ProfilMentor.Etat]
