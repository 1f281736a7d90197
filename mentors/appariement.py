"""Who may be asked for a request, in which order and why. Pure: no Django, no clock, no query.

Hard blocks first, each with its reason in French; then five parts of a score, whose weights the edition gives. The team decides.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from comptes.voisinage import sont_voisins

# What is expected of a personne-ressource on the subject they pass on (referentiel.niveaux says the same, with Django).
NIVEAU_MINIMUM = 3
# From this many accompaniments under way on, the team is warned; nothing is refused.
ACCOMPAGNEMENTS_A_SIGNALER = 3
# Beyond this many accompaniments in a year, equity gives no point any more.
CHARGE_PLEINE = 4
VOISINS, REGION = "voisins", "region"


@dataclass(frozen=True)
class Voulue:
    """A competence that the request aims at: where the person stands (None: unknown) and the level they want, 0 to 4."""

    competence: int
    nom: str
    vise: int
    actuel: int | None = None

    @property
    def requis(self) -> int:
        """The level that covers it wholly: what is aimed at, one more than today, and never under what a personne-ressource masters."""
        return max(self.vise, self.plancher)

    @property
    def plancher(self) -> int:
        """The level under which there is nothing to pass on."""
        return max((self.actuel or 0) + 1, NIVEAU_MINIMUM)


@dataclass(frozen=True)
class Besoin:
    """What a request asks. `departement` is a code; "" or None: unknown. `quota_epuise`: nothing is left to its structure."""

    competences: tuple[Voulue, ...]
    demi_journees: int
    type_structure: str = ""
    type_en_mots: str = ""
    taille: str = ""
    departement: str = ""
    a_distance: bool | None = None
    souhaitee: int | None = None
    quota_epuise: bool = False


@dataclass(frozen=True)
class Candidat:
    """What is known of a personne-ressource, their links with the request included. `cle` is stable and means nothing else.

    `niveaux` gives the level per competence, `vend` the competences they sell as their trade, `demi_journees` what they offer in a year
    (None: not said), `engagees` what is already taken of it, `est_libre` that they are free in the months of the request, `passes` the
    accompaniments of the last year.
    """

    cle: int
    empechement_fiche: str = ""
    est_de_la_structure: bool = False
    est_partie: bool = False
    est_en_conflit: bool = False
    a_dit_non: str = ""
    est_pilote: bool = False
    est_du_comite: bool = False
    en_occitanie: bool = True
    vend: frozenset[int] = frozenset()
    niveaux: Mapping[int, int] = field(default_factory=dict)
    types: frozenset[str] = frozenset()
    tailles: frozenset[str] = frozenset()
    departement: str = ""
    couvre: frozenset[str] = frozenset()
    deplacement: str = ""
    a_distance: bool = False
    demi_journees: int | None = None
    engagees: int = 0
    est_libre: bool = False
    plafond: int | None = None
    en_cours: int = 0
    passes: int = 0
    deja_avec: bool = False
    completude: int = 100

    @property
    def reste(self) -> int | None:
        """Half-days that they still offer this year."""
        return None if self.demi_journees is None else max(self.demi_journees - self.engagees, 0)


@dataclass(frozen=True)
class Poids:
    """How much each part of the score may give; parameters of the edition, a hundred in all."""

    competences: int = 40
    secteur: int = 20
    distance: int = 15
    disponibilite: int = 15
    equite: int = 10


class Empechement(NamedTuple):
    """Why somebody may not be asked; `derogeable` when the team may set the rule aside with a reason."""

    regle: str
    phrase: str
    derogeable: bool = False


class Part(NamedTuple):
    """A part of the score: what it is, how many points out of how many, and why."""

    nom: str
    points: int
    maximum: int
    raison: str


@dataclass(frozen=True)
class Retenu:
    """Somebody who may be asked."""

    candidat: Candidat
    parts: tuple[Part, ...]
    avertissements: tuple[str, ...]

    @property
    def score(self) -> int:
        """The sum of the parts, out of a hundred."""
        return sum(part.points for part in self.parts)


@dataclass(frozen=True)
class Ecarte:
    """Somebody who may not be asked, and why."""

    candidat: Candidat
    empechements: tuple[Empechement, ...]

    @property
    def est_derogeable(self) -> bool:
        """Only rules that the team may set aside stand in the way."""
        return all(empechement.derogeable for empechement in self.empechements)


class Appariement(NamedTuple):
    """Who may be asked, best first, and who may not."""

    retenus: list[Retenu]
    ecartes: list[Ecarte]


def apparier(besoin: Besoin, candidats: Iterable[Candidat], poids: Poids) -> Appariement:
    """Sort the candidates of a request; whom the applicant named comes first. The order of `candidats` changes nothing."""
    retenus, ecartes = [], []
    for candidat in candidats:
        if trouves := tuple(empechements(besoin, candidat)):
            ecartes.append(Ecarte(candidat, trouves))
        else:
            retenus.append(evaluer(besoin, candidat, poids))
    return Appariement(
        sorted(retenus, key=lambda retenu: (retenu.candidat.cle != besoin.souhaitee, -retenu.score, *_departage(retenu.candidat))),
        sorted(ecartes, key=lambda ecarte: (ecarte.candidat.cle != besoin.souhaitee, not ecarte.est_derogeable, ecarte.candidat.cle)),
    )


def _departage(candidat: Candidat) -> tuple[int, int, int]:
    """Order equal scores: the fuller card, then who was asked less, then who came first."""
    return -candidat.completude, candidat.passes, candidat.cle


def empechements(besoin: Besoin, candidat: Candidat) -> Iterator[Empechement]:
    """Give every reason why somebody may not be asked for a request."""
    if besoin.quota_epuise:
        yield Empechement("quota", "La structure qui demande n’a plus de demi-journée à recevoir dans cette édition, pour ce dispositif.")
    if candidat.empechement_fiche:
        yield Empechement("fiche", candidat.empechement_fiche)
    if candidat.est_de_la_structure:
        yield Empechement("meme_structure", "Est de la structure qui demande, ou y a une fonction : l’accompagnement se fait entre pairs.")
    if candidat.est_partie:
        yield Empechement("partie", "Participe à cette demande.")
    if candidat.est_en_conflit:
        yield Empechement("conflit", "A un conflit d’intérêts déclaré avec la structure qui demande.")
    if candidat.a_dit_non:
        yield Empechement("refus", candidat.a_dit_non)
    if candidat.plafond is not None and candidat.en_cours >= candidat.plafond:
        yield Empechement("plafond", f"A atteint le nombre d’accompagnements simultanés qu’elle s’est fixé ({candidat.plafond}).")
    if candidat.reste == 0:
        yield Empechement("demi_journees", "N’a plus de demi-journée disponible cette année.")
    yield from _derogeables(besoin, candidat)


def _derogeables(besoin: Besoin, candidat: Candidat) -> Iterator[Empechement]:
    if candidat.est_pilote:
        yield Empechement("equipe_pilote", "Fait partie de l’équipe pilote.", derogeable=True)
    if candidat.est_du_comite:
        yield Empechement("comite_technique", "Siège au comité technique.", derogeable=True)
    if vendues := [voulue.nom for voulue in besoin.competences if voulue.competence in candidat.vend]:
        yield Empechement("vente", f"Vend déjà des prestations sur ce sujet : {', '.join(vendues)}.", derogeable=True)
    if not candidat.en_occitanie:
        yield Empechement("hors_occitanie", "Travaille dans une structure hors d’Occitanie.", derogeable=True)


def evaluer(besoin: Besoin, candidat: Candidat, poids: Poids) -> Retenu:
    """Give the parts of the score. What a card does not tell counts for nothing, and the parts shrink with what is missing of it."""
    parts = (
        _part("Compétences", poids.competences, *_competences(besoin, candidat), candidat),
        _part("Secteur et taille", poids.secteur, *_secteur(besoin, candidat), candidat),
        _part("Distance", poids.distance, *_distance(besoin, candidat), candidat),
        _part("Disponibilité", poids.disponibilite, *_disponibilite(besoin, candidat), candidat),
        _part("Nouveauté et équité", poids.equite, *_equite(candidat), candidat),
    )
    return Retenu(candidat, parts, tuple(_avertissements(besoin, candidat)))


def _part(nom: str, maximum: int, obtenus: int, possibles: int, raison: str, candidat: Candidat) -> Part:
    return Part(nom, maximum * obtenus * candidat.completude // (possibles * 100), maximum, raison)


def _competences(besoin: Besoin, candidat: Candidat) -> tuple[int, int, str]:
    """Two for each competence covered, one for each that is approached."""
    if not besoin.competences:
        return 0, 1, "La demande ne vise aucune compétence."
    niveaux = [(voulue, candidat.niveaux.get(voulue.competence, 0)) for voulue in besoin.competences]
    couvertes = [_nommer(voulue, niveau) for voulue, niveau in niveaux if niveau >= voulue.requis]
    approchees = [_nommer(voulue, niveau) for voulue, niveau in niveaux if voulue.plancher <= niveau < voulue.requis]
    total = len(niveaux)
    if couvertes:
        raison = f"Couvre {len(couvertes)} compétence{'s' if len(couvertes) > 1 else ''} sur {total} : {' ; '.join(couvertes)}."
    else:
        raison = "Ne couvre aucune des compétences demandées au niveau voulu."
    if approchees:
        raison += f" S’en approche : {' ; '.join(approchees)}."
    return 2 * len(couvertes) + len(approchees), 2 * total, raison


def _nommer(voulue: Voulue, niveau: int) -> str:
    return f"{voulue.nom} (niveau {niveau})"


def _secteur(besoin: Besoin, candidat: Candidat) -> tuple[int, int, str]:
    """Three for the sector, two for the size; a size that the request does not tell counts for nobody."""
    connait = besoin.type_structure in candidat.types
    if not besoin.type_structure:
        raison = "Le type de la structure qui demande n’est pas connu."
    elif connait:
        raison = f"Connaît ce type de structure ({besoin.type_en_mots})."
    else:
        raison = f"Ne dit pas connaître ce type de structure ({besoin.type_en_mots})."
    if not besoin.taille:
        return int(connait), 1, raison
    meme_taille = besoin.taille in candidat.tailles
    raison += (
        " A travaillé dans des structures de cette taille." if meme_taille else " Ne dit pas connaître des structures de cette taille."
    )
    return 3 * connait + 2 * meme_taille, 5, raison


def _distance(besoin: Besoin, candidat: Candidat) -> tuple[int, int, str]:
    """The best of the ways to meet, out of ten."""
    voies = [(0, "Rien ne dit comment se rencontrer : posez la question.")]
    if besoin.departement and besoin.departement == candidat.departement:
        voies.append((10, "Dans le même département."))
    if besoin.departement in candidat.couvre:
        voies.append((8, "Se déplace dans ce département."))
    if sont_voisins(besoin.departement, candidat.departement) and candidat.deplacement in {VOISINS, REGION}:
        voies.append((7, "Département voisin, où cette personne se déplace."))
    if candidat.deplacement == REGION:
        voies.append((6, "Se déplace dans toute l’Occitanie."))
    if sont_voisins(besoin.departement, candidat.departement):
        voies.append((5, "Département voisin."))
    if candidat.a_distance and besoin.a_distance:
        voies.append((6, "À distance : les deux côtés l’acceptent."))
    elif candidat.a_distance and besoin.a_distance is None:
        voies.append((4, "Accepte de travailler à distance."))
    points, raison = max(voies, key=lambda voie: voie[0])
    return points, 10, raison


def _disponibilite(besoin: Besoin, candidat: Candidat) -> tuple[int, int, str]:
    """Two thirds for the half-days left, a third for a period that meets the one of the request."""
    demandees, reste = max(besoin.demi_journees, 1), candidat.reste
    if reste is None:
        raison = "N’a pas dit combien de demi-journées elle peut donner."
    elif reste >= demandees:
        raison = f"Offre encore {_demi_journees(reste)} cette année, pour {demandees} demandée{'s' if demandees > 1 else ''}."
    else:
        raison = f"N’offre plus que {_demi_journees(reste)} cette année, pour {demandees} demandées."
    raison += " Disponible dans les mois qui viennent." if candidat.est_libre else " Aucune période indiquée dans les mois qui viennent."
    return 2 * min(reste or 0, demandees) + demandees * candidat.est_libre, 3 * demandees, raison


def _demi_journees(nombre: int) -> str:
    return f"{nombre} demi-journée{'s' if nombre > 1 else ''}"


def _equite(candidat: Candidat) -> tuple[int, int, str]:
    """Two thirds for those who were little asked, a third for a first meeting with the structure."""
    charge = min(candidat.passes, CHARGE_PLEINE)
    if candidat.passes:
        raison = f"{candidat.passes} accompagnement{'s' if candidat.passes > 1 else ''} depuis un an."
    else:
        raison = "N’a accompagné personne depuis un an."
    if candidat.deja_avec:
        raison += " A déjà accompagné cette structure."
    return 2 * (CHARGE_PLEINE - charge) + CHARGE_PLEINE * (not candidat.deja_avec), 3 * CHARGE_PLEINE, raison


def _avertissements(besoin: Besoin, candidat: Candidat) -> Iterator[str]:
    if candidat.en_cours >= ACCOMPAGNEMENTS_A_SIGNALER:
        yield f"A déjà {candidat.en_cours} accompagnements en cours : demandez-lui si un de plus est tenable."
    if besoin.departement and candidat.departement and not _est_proche(besoin.departement, candidat.departement):
        yield (
            "Vient d’un département éloigné, et ses frais sont compris dans le prix de la journée : "
            "groupez les demi-journées, ou prévoyez-en à distance."
        )
    if candidat.completude < 100:
        yield f"Fiche remplie à {candidat.completude} % : les points sont réduits d’autant."


def _est_proche(un: str, autre: str) -> bool:
    return un == autre or sont_voisins(un, autre)
