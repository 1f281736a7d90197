"""What can be read of a request to say whether it fulfils the conditions of its call; the rest is judged. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from comptes.regles import siret_ecrit
from questionnaires.definition import Definition, Question

OUI, A_VERIFIER, NON = "oui", "a_verifier", "non"
# Salaried or leading, whatever else is written: the others are asked about.
STATUTS_CLAIRS = frozenset({"cdi", "cdd", "dirigeant_salarie", "dirigeant_benevole"})


@dataclass(frozen=True)
class Point:
    """One condition: its verdict (oui, a_verifier, non) and the fact that gives it, in French."""

    code: str
    libelle: str
    verdict: str
    constat: str


@dataclass(frozen=True)
class Personne:
    """Somebody accompanied: `statut` is its code, `statut_en_mots` what is shown."""

    nom: str
    statut: str
    statut_en_mots: str


@dataclass(frozen=True)
class Pieces:
    """The files that one question asks: how many it cannot do without, those joined, those named without a file."""

    question: str
    exigees: int
    jointes: tuple[str, ...] = ()
    annoncees: tuple[str, ...] = ()

    @property
    def manque(self) -> str:
        """What is not there, "" when nothing is missing."""
        if len(self.jointes) >= self.exigees:
            return ""
        return f"« {self.question} »" + (f" ({len(self.jointes)} sur {self.exigees})" if self.exigees > 1 else "")


@dataclass(frozen=True)
class Situation:
    """The facts of a sent request; half-days are wanted, granted at least and at most, and left to the structure.

    `siret`, `rna` and `departement` are "" when unknown; `declarations` is the version of the text that was accepted, None when none was.
    """

    siret: str
    rna: str
    departement: str
    en_occitanie: bool
    personnes: tuple[Personne, ...]
    dispositif: str
    souhaitees: int
    minimum: int
    maximum: int
    reste: int
    envoyee_le: datetime
    ouvre_le: datetime
    ferme_le: datetime | None
    declarations: int | None
    pieces: tuple[Pieces, ...]
    liee_a_l_equipe: bool


def points(situation: Situation) -> list[Point]:
    """Return the conditions in the order in which they are read."""
    return [
        _numero(situation),
        _territoire(situation),
        _statuts(situation),
        _volume(situation),
        _reste(situation),
        _envoi(situation),
        _declarations(situation),
        _pieces(situation),
        _independance(situation),
    ]


def _numero(situation: Situation) -> Point:
    """Either number will do: many associations have no SIRET."""
    if situation.siret:
        return Point("numero", "Structure identifiée", OUI, f"SIRET {siret_ecrit(situation.siret)}.")
    if situation.rna:
        return Point("numero", "Structure identifiée", OUI, f"RNA {situation.rna}, sans SIRET : l’un ou l’autre suffit.")
    return Point("numero", "Structure identifiée", A_VERIFIER, "Ni SIRET, ni numéro RNA.")


def _territoire(situation: Situation) -> Point:
    if not situation.departement:
        return Point("territoire", "Territoire", A_VERIFIER, "Le département de la structure n’est pas connu.")
    verdict = OUI if situation.en_occitanie else NON
    ou = "en Occitanie" if situation.en_occitanie else "hors d’Occitanie"
    return Point("territoire", "Territoire", verdict, f"{situation.departement}, {ou}.")


def _statuts(situation: Situation) -> Point:
    douteuses = [personne for personne in situation.personnes if personne.statut not in STATUTS_CLAIRS]
    montrees = douteuses or situation.personnes
    constat = " ; ".join(f"{personne.nom}, {personne.statut_en_mots[:1].lower()}{personne.statut_en_mots[1:]}" for personne in montrees)
    return Point("statut", "Salarié·e ou dirigeant·e", A_VERIFIER if douteuses or not montrees else OUI, f"{constat or 'Personne'}.")


def _volume(situation: Situation) -> Point:
    tient = situation.minimum <= situation.souhaitees <= situation.maximum
    bornes = f"{situation.dispositif} : de {situation.minimum} à {situation.maximum}"
    return Point("volume", "Volume demandé", OUI if tient else NON, f"{_demi_journees(situation.souhaitees)} ; {bornes}.")


def _reste(situation: Situation) -> Point:
    manque = A_VERIFIER if situation.reste else NON
    verdict = OUI if situation.reste >= situation.souhaitees else manque
    return Point("quota", "Reste à la structure", verdict, f"{_demi_journees(situation.reste)} sur {situation.maximum}.")


def _envoi(situation: Situation) -> Point:
    ouvert = situation.ouvre_le <= situation.envoyee_le and (situation.ferme_le is None or situation.envoyee_le < situation.ferme_le)
    return Point(
        "envoi",
        "Appel ouvert à l’envoi",
        OUI if ouvert else NON,
        "Envoyée dans les dates de l’appel." if ouvert else "Hors des dates de l’appel.",
    )


def _declarations(situation: Situation) -> Point:
    if situation.declarations is None:
        return Point("declarations", "Déclarations", A_VERIFIER, "Aucune trace de leur acceptation.")
    return Point("declarations", "Déclarations", OUI, f"Acceptées à l’envoi (texte n° {situation.declarations}).")


def _pieces(situation: Situation) -> Point:
    verdict, constat = _verdict_des_pieces(situation.pieces)
    return Point("pieces", "Pièces jointes", verdict, constat)


def _verdict_des_pieces(pieces: tuple[Pieces, ...]) -> tuple[str, str]:
    if manques := [demande.manque for demande in pieces if demande.manque]:
        return NON, f"Il manque : {', '.join(manques)}."
    if annoncees := [nom for demande in pieces for nom in demande.annoncees]:
        return A_VERIFIER, f"{_entre_guillemets(annoncees)} : annoncé dans la demande, sans fichier."
    if jointes := [nom for demande in pieces for nom in demande.jointes]:
        return OUI, f"{_entre_guillemets(jointes)}."
    return OUI, "Aucune : elles sont facultatives." if pieces else "L’appel n’en demande aucune."


def _entre_guillemets(noms: list[str]) -> str:
    return ", ".join(f"« {nom} »" for nom in noms)


def pieces_demandees(definition: Definition, saisie: Mapping[str, Any], jointes: Mapping[str, str]) -> tuple[Pieces, ...]:
    """Return the files that a questionnaire asks of these answers; `jointes` gives, by field, how each file that came is called."""
    posees = definition.posees(saisie)
    demandeuses = [question for question in definition.questions if question.code in posees and _demande_un_fichier(question)]
    return tuple(
        Pieces(
            question.libelle,
            _exigees(question),
            tuple(nom for champ, nom in jointes.items() if champ == question.code or champ.startswith(f"{question.code}-")),
            tuple(_annoncees(question, saisie, jointes)),
        )
        for question in demandeuses
    )


def _demande_un_fichier(question: Question) -> bool:
    return question.type == "fichier" or any(sous.type == "fichier" for sous in question.questions)


def _exigees(question: Question) -> int:
    return question.places_exigees if question.type == "bloc" else int(bool(question.exige))


def _annoncees(question: Question, saisie: Mapping[str, Any], jointes: Mapping[str, str]) -> Iterator[str]:
    """Give the places of a block that say what a file is, without the file."""
    for sous in question.questions:
        if sous.type == "fichier" and not question.boucle:
            for rang in range(question.nombre_de_places):
                nom = str(saisie.get(f"{question.code}-{rang}-libelle", "")).strip()
                if nom and f"{question.code}-{rang}-{sous.code}" not in jointes:
                    yield nom


def _independance(situation: Situation) -> Point:
    if situation.liee_a_l_equipe:
        return Point(
            "independance", "Hors de la structure pilote", A_VERIFIER, "Quelqu’un de l’équipe pilote en est membre, ou y est nommé."
        )
    return Point("independance", "Hors de la structure pilote", OUI, "Aucun lien connu avec l’équipe pilote.")


def _demi_journees(nombre: int) -> str:
    return f"{nombre} demi-journée{'s' if nombre > 1 else ''}"
