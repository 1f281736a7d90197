"""Levels of one accompagnement: before, at exit, six months after."""

from typing import TypedDict

from django.db.models import QuerySet

from accompagnements import lectures as lectures_de_paire
from accompagnements.models import Accompagnement
from candidatures.models import Moment, Positionnement, Source
from referentiel.models import Competence


class NiveauxCompetence(TypedDict):
    """Levels 0–4 of the personne accompagnée on one competence, None where nothing was said; `t1_mentor` is what the mentor observed."""

    code: str
    nom: str
    t0: int | None
    t1: int | None
    t2: int | None
    t1_mentor: int | None


# Whose word counts at each moment.
_COLONNES = {
    (Moment.T0, Source.ACCORD): "t0",
    (Moment.T1, Source.ACCOMPAGNE): "t1",
    (Moment.T2, Source.ACCOMPAGNE): "t2",
    (Moment.T1, Source.MENTOR): "t1_mentor",
}


def niveaux_par_competence(accompagnement: Accompagnement) -> list[NiveauxCompetence]:
    """Return the levels per competence, in the order of their codes (1 query)."""
    releves = Positionnement.objects.filter(participant=accompagnement.beneficiaire_id, moment__in=[Moment.T0, Moment.T1, Moment.T2])
    lignes: dict[str, NiveauxCompetence] = {}
    for releve in releves.select_related("competence").order_by("competence__code"):
        vide = NiveauxCompetence(code=releve.competence.code, nom=releve.competence.nom, t0=None, t1=None, t2=None, t1_mentor=None)
        ligne = lignes.setdefault(releve.competence.code, vide)
        if colonne := _COLONNES.get((Moment(releve.moment), Source(releve.source))):
            ligne[colonne] = releve.niveau
    return list(lignes.values())


def competences_a_situer(accompagnement: Accompagnement) -> QuerySet[Competence]:
    """Return the competences that the diagnosis levelled (T0); those of the need when it levelled none."""
    levees = Positionnement.objects.filter(participant=accompagnement.beneficiaire_id, moment=Moment.T0)
    if not levees.exists():
        return lectures_de_paire.competences(accompagnement)
    return Competence.objects.filter(pk__in=levees.values("competence"))
