"""Who may be asked for a request, from what the database knows: everything is read in a fixed number of queries, then judged by the pure
module mentors.appariement."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from accompagnements.models import Accompagnement, Proposition
from candidatures.models import Candidature, Diagnostic, LieuSouhaite, MentorSouhaite, Moment, Participant, Positionnement
from comptes.models import Appartenance, Instance, Mandat, Structure
from comptes.regles import texte_de_recherche
from mentors import appariement as regles
from mentors.models import Disponibilite, ProfilMentor, Recommandation, Savoir
from mentors.regles import completude
from programme.models import Quota
from socle import horloge
from socle.templatetags.tsf import dans_la_phrase

# A request is held within about this long: what is free later does not count.
HORIZON = timedelta(days=180)
UN_AN = timedelta(days=365)
# What is known of the levels before the pair is born.
AVANT = (Moment.DECLARE, Moment.VISE, Moment.T0)
EN_COURS = (Accompagnement.Etat.PREPARE, Accompagnement.Etat.CONVENTIONNE, Accompagnement.Etat.EN_COURS)
A_DISTANCE = {
    LieuSouhaite.CHEZ_NOUS: False,
    LieuSouhaite.CHEZ_ELLE: False,
    LieuSouhaite.A_DISTANCE: True,
    LieuSouhaite.MIXTE: True,
}
FICHES = {
    ProfilMentor.Etat.PROPOSE: "Sa fiche n’est pas encore validée.",
    ProfilMentor.Etat.CONTACTE: "Sa fiche n’est pas encore validée.",
    ProfilMentor.Etat.EN_PAUSE: "Est en pause en ce moment.",
    ProfilMentor.Etat.ARCHIVE: "Sa fiche est archivée.",
}
NON = {
    Proposition.Etat.DECLINEE: "A déjà décliné cette demande.",
    Proposition.Etat.REFUSEE_PAR_BENEFICIAIRE: "La structure a déjà demandé quelqu’un d’autre.",
}


@dataclass(frozen=True)
class Suggestion:
    """Somebody who may be asked: the profile, the parts of the score, and what to know before asking."""

    profil: Any
    retenu: regles.Retenu
    est_souhaitee: bool

    @property
    def score(self) -> int:
        return self.retenu.score

    @property
    def raisons(self) -> list[dict[str, Any]]:
        """The parts of the score, as a proposal freezes them."""
        return [part._asdict() for part in self.retenu.parts]


@dataclass(frozen=True)
class Ecartee:
    """Somebody who may not be asked, and why."""

    profil: Any
    ecarte: regles.Ecarte
    est_souhaitee: bool


@dataclass(frozen=True)
class Appariement:
    """Who may be asked for a request, best first, and who may not."""

    suggestions: list[Suggestion]
    ecartees: list[Ecartee]
    quota_epuise: bool


def apparier(candidature: Candidature, *, profil: ProfilMentor | None = None) -> Appariement:
    """Return who may be asked (3 queries whatever the number of profiles), or what is to be said of one profile alone.

    `candidature` comes with its structure and its edition.
    """
    profils = _profils(candidature, profil)
    besoin = _besoin(candidature, _releves(candidature), souhaitee=_souhaitee(candidature, profils), profils=profils)
    trouves = regles.apparier(besoin, [_candidat(connu, candidature) for connu in profils], _poids(candidature))
    par_cle = {connu.pk: connu for connu in profils}
    return Appariement(
        [Suggestion(par_cle[retenu.candidat.cle], retenu, retenu.candidat.cle == besoin.souhaitee) for retenu in trouves.retenus],
        [Ecartee(par_cle[ecarte.candidat.cle], ecarte, ecarte.candidat.cle == besoin.souhaitee) for ecarte in trouves.ecartes],
        besoin.quota_epuise,
    )


def _poids(candidature: Candidature) -> regles.Poids:
    edition = candidature.appel.edition
    return regles.Poids(
        edition.poids_competences, edition.poids_secteur, edition.poids_distance, edition.poids_disponibilite, edition.poids_equite
    )


def _releves(candidature: Candidature) -> QuerySet[Positionnement]:
    siens = Positionnement.objects.filter(participant__candidature=candidature, participant__est_referente=True)
    return siens.select_related("competence").order_by("competence__code")


def _souhaitee(candidature: Candidature, profils: list[Any]) -> int | None:
    """Return the profile of the person whom the applicant has in mind, when there is one: the same address, else the same name."""
    voulue: MentorSouhaite | None = getattr(candidature, "mentor_souhaite", None)
    if voulue is None:
        return None
    if voulue.courriel and (trouves := [profil for profil in profils if _meme(profil.personne.email, voulue.courriel)]):
        return trouves[0].pk
    homonymes = [profil for profil in profils if _meme(profil.personne.nom_complet, voulue.nom)]
    return homonymes[0].pk if len(homonymes) == 1 else None


def _meme(un: str | None, autre: str) -> bool:
    return texte_de_recherche(un or "") == texte_de_recherche(autre)


def _besoin(candidature: Candidature, releves: Iterable[Positionnement], *, souhaitee: int | None, profils: Iterable[Any]) -> regles.Besoin:
    """Return what a request asks; where the person stands is what the diagnosis agreed, else what they declared."""
    niveaux: dict[Any, dict[str, int]] = {}
    for releve in releves:
        if releve.moment in AVANT:
            niveaux.setdefault(releve.competence, {})[releve.moment] = releve.niveau
    structure = candidature.structure
    return regles.Besoin(
        competences=tuple(
            regles.Voulue(
                competence.pk,
                f"{competence.code} {competence.nom}",
                vise=releve[Moment.VISE],
                actuel=releve.get(Moment.T0, releve.get(Moment.DECLARE)),
            )
            for competence, releve in niveaux.items()
            if Moment.VISE in releve
        ),
        demi_journees=candidature.demi_journees_souhaitees or 1,
        type_structure=structure.type,
        type_en_mots=dans_la_phrase(structure.get_type_display()),
        taille=candidature.taille_structure,
        departement=structure.departement_id or "",
        a_distance=A_DISTANCE.get(candidature.lieu_souhaite),
        souhaitee=souhaitee,
        quota_epuise=any(profil.quota_epuise for profil in profils),
    )


def _profils(candidature: Candidature, profil: ProfilMentor | None) -> list[Any]:
    """Return the profiles, with all that links them to the request and what they already do (2 queries)."""
    connus = ProfilMentor.objects.filter(pk=profil.pk) if profil else ProfilMentor.objects.exclude(etat=ProfilMentor.Etat.ARCHIVE)
    annotes = _lies_a(candidature, _engages(candidature, connus))
    return list(annotes.select_related("personne", "structure__departement").prefetch_related("savoirs"))


def _lies_a(candidature: Candidature, profils: QuerySet[ProfilMentor]) -> QuerySet[ProfilMentor]:
    """Annotate what each profile is to the request."""
    du_profil = Proposition.objects.filter(candidature=candidature, profil=OuterRef("pk"))
    jour = horloge.aujourdhui()
    periodes = Disponibilite.objects.filter(profil=OuterRef("pk"))
    mandats = Mandat.objects.en_cours().filter(personne=OuterRef("personne"))
    lieu = candidature.structure.departement_id
    couverts = ProfilMentor.departements.through.objects.filter(profilmentor=OuterRef("pk"), departement=lieu)
    conflits = ProfilMentor.conflits.through.objects.filter(profilmentor=OuterRef("pk"), structure=candidature.structure_id)
    recommandations = Recommandation.objects.filter(profil=OuterRef("pk"), besoin=candidature.dossier.numero or "-")
    avec = Accompagnement.objects.filter(mentor=OuterRef("pk"), candidature__structure=candidature.structure_id)
    return profils.annotate(
        est_membre=Exists(Appartenance.objects.filter(personne=OuterRef("personne"), structure=candidature.structure_id)),
        participe=Exists(Participant.objects.filter(candidature=candidature, personne=OuterRef("personne"))),
        couvre_ce_lieu=Exists(couverts),
        a_une_periode=Exists(periodes),
        est_libre=Exists(periodes.filter(du__lte=jour + HORIZON, au__gte=jour)),
        est_en_conflit=Exists(conflits),
        a_dit_non=Subquery(du_profil.filter(etat__in=NON).order_by("-rang").values("etat")[:1]),
        deja_sollicite=Exists(du_profil),
        est_pilote=Exists(mandats.filter(instance=Instance.PILOTE)),
        est_du_comite=Exists(mandats.filter(instance=Instance.COMITE_TECHNIQUE)),
        est_recommande=Exists(recommandations),
        deja_avec=Exists(avec.exclude(etat=Accompagnement.Etat.ABANDONNE)),
        quota_epuise=_quota_epuise(candidature),
    )


def _quota_epuise(candidature: Candidature) -> Any:
    """Nothing is left to the structure under what the interview recommends, else what it asked; a decided request has taken its part.

    The same for every profile: read with them, it costs no query.
    """
    if not candidature.est_en_examen:
        return Value(False)
    recommande = Diagnostic.objects.filter(candidature=candidature).values("dispositif")[:1]
    vise = Coalesce(Subquery(recommande), candidature.dispositif_id)
    return Exists(Quota.objects.filter(structure=candidature.structure_id, dispositif=vise, pris__gte=F("plafond")))


def _engages(candidature: Candidature, profils: QuerySet[ProfilMentor]) -> QuerySet[ProfilMentor]:
    """Annotate what each profile already does: pairs under way, pairs of the last year, half-days taken in this edition."""
    paires = Accompagnement.objects.filter(mentor=OuterRef("pk")).exclude(etat=Accompagnement.Etat.ABANDONNE).order_by()
    # Of a pair that stopped, only what was held was taken.
    a_la_charge = Case(When(rompu_le=None, then=F("demi_journees")), default=F("tenues_lues"), output_field=IntegerField())
    de_l_edition = paires.filter(dispositif__edition=candidature.appel.edition_id).avec_tenues().annotate(a_la_charge=a_la_charge)
    recentes = paires.filter(cree_le__gte=horloge.maintenant() - UN_AN)
    return profils.annotate(
        en_cours=_compter(paires.filter(etat__in=EN_COURS)),
        passes=_compter(recentes),
        engagees=Coalesce(Subquery(de_l_edition.values("mentor").annotate(n=Sum("a_la_charge")).values("n")), 0),
    )


def _compter(lignes: QuerySet[Accompagnement]) -> Any:
    return Coalesce(Subquery(lignes.values("mentor").annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0)


def _candidat(profil: Any, candidature: Candidature) -> regles.Candidat:
    savoirs: Iterable[Savoir] = profil.savoirs.all()
    structure: Structure | None = profil.structure
    return regles.Candidat(
        cle=profil.pk,
        empechement_fiche=FICHES.get(profil.etat, ""),
        est_de_la_structure=profil.est_membre or profil.structure_id == candidature.structure_id,
        est_partie=profil.participe or profil.personne_id == candidature.porteur_id,
        est_en_conflit=profil.est_en_conflit,
        a_dit_non=NON.get(profil.a_dit_non, ""),
        est_pilote=profil.est_pilote,
        est_du_comite=profil.est_du_comite,
        en_occitanie=not (structure and structure.departement) or structure.departement.en_occitanie,
        vend=frozenset(savoir.competence_id for savoir in savoirs if savoir.est_vendu),
        niveaux={savoir.competence_id: savoir.niveau for savoir in savoirs},
        types=frozenset([*profil.types_connus, *([structure.type] if structure and structure.type else [])]),
        tailles=frozenset(profil.tailles),
        departement=(structure.departement_id or "") if structure else "",
        couvre=frozenset([candidature.structure.departement_id] if profil.couvre_ce_lieu else []),
        deplacement=profil.deplacement,
        a_distance=bool(profil.a_distance),
        demi_journees=profil.demi_journees_par_an,
        engagees=profil.engagees,
        est_libre=profil.est_libre,
        plafond=profil.accompagnements_max,
        en_cours=profil.en_cours,
        passes=profil.passes,
        deja_avec=profil.deja_avec,
        completude=completude(profil.rubriques(a_une_periode=profil.a_une_periode)),
    )
