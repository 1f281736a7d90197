"""What a questionnaire asks: read from its JSON, checked, and looked up. Pure: no Django, no clock, no query."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
ETAPE = re.compile(r"[a-z][a-z0-9-]{0,39}")
# An address of the form, beside those of the steps.
RECAPITULATIF = "recapitulatif"

TYPES = frozenset(["texte", "choix", "choix_multiple", "oui_non", "nombre", "montant", "date", "echelle", "fichier", "competences", "bloc"])
FORMATS = frozenset(["ligne", "paragraphe", "siret", "rna", "siret_ou_rna", "courriel", "telephone", "code_postal", "commune", "url"])
# Choices that the platform knows: their values are those of its columns.
LISTES = frozenset(["departements", "types_structure", "tailles", "statuts", "dispositifs", "demi_journees", "lieux", "portes"])
# Things that a block or a scale may be asked about one by one, given by the page.
BOUCLES = frozenset(["objectifs", "competences", "participants"])
# What depositing copies to typed columns: the type that each asks for.
RATTACHEMENTS = {
    # The number of the structure: a SIRET, or the RNA of an association where the format lets one be given.
    "structure.siret": "texte",
    "structure.raison_sociale": "texte",
    "structure.type": "choix",
    "structure.taille": "choix",
    "structure.adresse": "bloc",
    "porteur": "bloc",
    "participants": "bloc",
    "intitule": "texte",
    "contexte": "texte",
    "objectifs": "bloc",
    "competences": "competences",
    "dispositif": "choix",
    "demi_journees": "choix",
    "lieu": "choix",
    "periode": "texte",
    "porte": "choix",
    "mentor_souhaite": "bloc",
    "prescripteur": "texte",
    "pieces": "bloc",
    "declarations": "choix_multiple",
}
# What the block of a rattachement must ask.
SOUS_QUESTIONS = {
    "structure.adresse": {"code_postal", "commune", "departement"},
    "porteur": {"fonction", "telephone"},
    "participants": {"prenom", "nom", "email", "fonction", "statut"},
    "objectifs": {"texte"},
    "mentor_souhaite": {"nom", "structure", "courriel", "raison", "deja_contactee", "lien"},
    "pieces": {"libelle", "fichier"},
}
# What a questionnaire of this use cannot do without.
_DEMANDE = (
    "structure.siret structure.raison_sociale structure.type structure.adresse porteur participants "
    "intitule contexte objectifs competences dispositif demi_journees declarations"
)
OBLIGATOIRES = {"": frozenset[str](), "candidature": frozenset(_DEMANDE.split())}
# What is said of one competence: which, the level of today, the level wanted.
COMPETENCE = ("competence", "declare", "vise")
_A_CHOIX = frozenset(["choix", "choix_multiple"])
_BORNES = frozenset(["nombre", "montant", "competences", "bloc", "choix_multiple"])


class DefinitionInvalide(ValueError):
    """The definition cannot be used; the message says why, in French, for who wrote it."""


@dataclass(frozen=True)
class Choix:
    """One answer among several."""

    valeur: str
    libelle: str


@dataclass(frozen=True)
class Condition:
    """Asked only when an earlier question has one of these values; `phrase` says so where both are shown."""

    question: str
    valeurs: tuple[str, ...]
    phrase: str


@dataclass(frozen=True)
class Place:
    """One of the places of a block: what heads it, and its name inside a sentence."""

    titre: str
    nom: str


@dataclass(frozen=True)
class Question:
    """One question; `exige` is the sentence said when the answer is missing, "" when it may be.

    `minimum` and `maximum` bound a number, an amount, how many choices, or how many places of a block. `presentation` chooses between
    looks that hold the same answer; `a_cote` sets a short field beside the one before. In a block, `exige_places` limits `exige` to the
    first places, `doublon` is the sentence said of a value that another place has.
    """

    code: str
    type: str
    libelle: str
    aide: str = ""
    exige: str = ""
    format: str = "ligne"
    longueur: int = 200
    minimum: int | None = None
    maximum: int | None = None
    choix: tuple[Choix, ...] = ()
    liste: str = ""
    echelons: tuple[str, ...] = ()
    questions: tuple["Question", ...] = ()
    places: tuple[Place, ...] = ()
    boucle: str = ""
    condition: Condition | None = None
    rattachement: str = ""
    mesure: str = ""
    presentation: str = ""
    autocompletion: str = "off"
    a_cote: bool = False
    exige_places: int = 0
    doublon: str = ""

    def champs(self, boucles: Mapping[str, list[tuple[str, str]]]) -> dict[str, str]:
        """Return the type of each field of the question, by its name in the page: flat and stable names."""
        if self.type == "competences":
            noms = [f"{self.code}-{rang}-{nom}" for rang in range(self.nombre_de_places) for nom in COMPETENCE]
            return dict.fromkeys(noms, "choix")
        if self.type != "bloc" and not self.boucle:
            return {self.code: self.type}
        cles = [cle for cle, _ in boucles.get(self.boucle, [])] if self.boucle else [str(rang) for rang in range(self.nombre_de_places)]
        if self.type == "echelle":
            return {f"{self.code}-{cle}": self.type for cle in cles}
        return {f"{self.code}-{cle}-{sous.code}": sous.type for cle in cles for sous in self.questions}

    @property
    def nombre_de_places(self) -> int:
        """How many places the page shows, for a block that loops over nothing."""
        return self.maximum or 1

    @property
    def places_exigees(self) -> int:
        """How many of them must be filled."""
        return self.minimum or 0


@dataclass(frozen=True)
class Etape:
    """One page of questions."""

    code: str
    titre: str
    questions: tuple[Question, ...]
    aide: str = ""

    def champs(self, boucles: Mapping[str, list[tuple[str, str]]] | None = None) -> dict[str, str]:
        """Return the type of each field of the step, by its name in the page."""
        return {nom: type_ for question in self.questions for nom, type_ in question.champs(boucles or {}).items()}


@dataclass(frozen=True)
class Definition:
    """The steps of a questionnaire."""

    etapes: tuple[Etape, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question, in order; a block counts for one."""
        return tuple(question for etape in self.etapes for question in etape.questions)

    def etape(self, code: str) -> Etape | None:
        """Return the step of this code."""
        return next((etape for etape in self.etapes if etape.code == code), None)

    def question(self, code: str) -> Question | None:
        """Return the question of this code."""
        return next((question for question in self.questions if question.code == code), None)

    def rattachee(self, rattachement: str) -> Question | None:
        """Return the question whose answer is copied to this place."""
        return next((question for question in self.questions if question.rattachement == rattachement), None)

    def avec_leurs_suites(self, codes: Iterable[str]) -> frozenset[str]:
        """Return these codes, with those of the questions that are asked according to what is answered to them."""
        suivies = set(codes)
        for question in self.questions:
            if question.condition and question.condition.question in suivies:
                suivies.add(question.code)
        return frozenset(suivies)

    def posees(self, saisie: Mapping[str, Any]) -> frozenset[str]:
        """Return the codes of the questions that are asked, given what was answered to those before them."""
        posees: set[str] = set()
        for question in self.questions:
            if (condition := question.condition) is None:
                posees.add(question.code)
                continue
            reponse = saisie.get(condition.question, "")
            donnees = reponse if isinstance(reponse, list) else [reponse]
            if condition.question in posees and set(donnees) & set(condition.valeurs):
                posees.add(question.code)
        return frozenset(posees)


def lire(brute: Mapping[str, Any], *, usage: str = "") -> Definition:
    """Return the definition that this JSON says. Raises DefinitionInvalide."""
    if not isinstance(brute, Mapping) or not brute.get("etapes"):
        raise DefinitionInvalide("Le questionnaire n’a aucune étape.")
    definition = Definition(tuple(_etape(etape) for etape in brute["etapes"]))
    _refuser_doublons("étape", [etape.code for etape in definition.etapes])
    _refuser_doublons("question", [question.code for question in definition.questions])
    _refuser_doublons("rattachement", [question.rattachement for question in definition.questions if question.rattachement])
    _refuser_doublons("mesure", [question.mesure for question in definition.questions if question.mesure])
    _verifier_conditions(definition)
    manquants = OBLIGATOIRES[usage] - {question.rattachement for question in definition.questions}
    if manquants:
        raise DefinitionInvalide(
            f"Il manque la question rattachée à « {min(manquants)} » : sans elle, la demande ne peut pas être déposée."
        )
    return definition


def mesures_retirees(ancienne: Definition, nouvelle: Definition) -> list[str]:
    """Return the indicators that the former version fed and that the new one would leave without data."""
    gardees = {question.mesure for question in nouvelle.questions}
    return sorted({question.mesure for question in ancienne.questions if question.mesure} - gardees)


def _refuser_doublons(quoi: str, codes: list[str]) -> None:
    for rang, code in enumerate(codes):
        if code in codes[:rang]:
            raise DefinitionInvalide(f"Le code « {code} » sert deux fois ({quoi}) : chacun est unique.")


def _etape(brute: Mapping[str, Any]) -> Etape:
    code = str(brute.get("code", ""))
    if not ETAPE.fullmatch(code) or code == RECAPITULATIF:
        raise DefinitionInvalide(f"« {code} » ne peut pas être le code d’une étape : des minuscules, des chiffres et des traits d’union.")
    if not brute.get("questions"):
        raise DefinitionInvalide(f"L’étape « {code} » n’a aucune question.")
    questions = tuple(_question(question, f"étape « {code} »") for question in brute["questions"])
    return Etape(code, str(brute.get("titre", code)), questions, str(brute.get("aide", "")))


def _question(brute: Mapping[str, Any], ou: str) -> Question:
    """Return one question, its own rules checked; `ou` says where it stands."""
    code = str(brute.get("code", ""))
    ici = f"{ou}, question « {code} »"
    inconnues = set(brute) - {champ.name for champ in fields(Question)}
    if inconnues:
        raise DefinitionInvalide(f"{ici} : « {min(inconnues)} » n’est pas une propriété connue.")
    if not brute.get("libelle"):
        raise DefinitionInvalide(f"{ici} : le libellé manque.")
    question = Question(
        **{
            **brute,
            "choix": tuple(Choix(str(valeur), str(libelle)) for valeur, libelle in brute.get("choix", ())),
            "echelons": tuple(brute.get("echelons", ())),
            "questions": tuple(_question(sous, ici) for sous in brute.get("questions", ())),
            "places": tuple(Place(place["titre"], place["nom"]) for place in brute.get("places", ())),
            "condition": _condition(brute.get("condition"), ici),
        }
    )
    for phrase in _defauts(question):
        raise DefinitionInvalide(f"{ici} : {phrase}")
    return question


def _condition(brute: Mapping[str, Any] | None, ici: str) -> Condition | None:
    if not brute:
        return None
    if not brute.get("valeurs") or not brute.get("phrase"):
        raise DefinitionInvalide(f"{ici} : une condition dit ses valeurs, et la phrase qui l’annonce.")
    return Condition(str(brute.get("question", "")), tuple(str(valeur) for valeur in brute["valeurs"]), str(brute["phrase"]))


def _defauts(question: Question) -> Iterator[str]:
    """Give what is wrong with one question taken alone."""
    if not CODE.fullmatch(question.code):
        yield "le code s’écrit en minuscules, chiffres et tirets bas."
    if question.type not in TYPES:
        yield f"le type « {question.type} » n’existe pas."
    if question.format not in FORMATS:
        yield f"le format « {question.format} » n’existe pas."
    yield from _defauts_de_choix(question)
    yield from _defauts_de_bornes(question)
    yield from _defauts_de_bloc(question)
    if question.rattachement and question.rattachement not in RATTACHEMENTS:
        yield f"le rattachement « {question.rattachement} » n’existe pas."
    elif question.rattachement and RATTACHEMENTS[question.rattachement] != question.type:
        yield f"le rattachement « {question.rattachement} » attend le type « {RATTACHEMENTS[question.rattachement]} »."
    absentes = SOUS_QUESTIONS.get(question.rattachement, set()) - {sous.code for sous in question.questions}
    if absentes:
        yield f"le rattachement « {question.rattachement} » attend une sous-question « {min(absentes)} »."


def _defauts_de_choix(question: Question) -> Iterator[str]:
    if question.type in _A_CHOIX and bool(question.choix) == bool(question.liste):
        yield "elle donne ses choix, ou le nom d’une liste."
    if question.type not in _A_CHOIX and (question.choix or question.liste):
        yield "seule une question à choix a des choix."
    if question.liste and question.liste not in LISTES:
        yield f"la liste « {question.liste} » n’existe pas."
    valeurs = [choix.valeur for choix in question.choix]
    if len(set(valeurs)) != len(valeurs):
        yield "deux choix ont la même valeur."
    if question.type == "echelle" and (len(question.echelons) < 2 or len(question.echelons) % 2):
        yield "une échelle a un nombre pair d’échelons : sans milieu, chaque réponse penche d’un côté."
    if question.type != "echelle" and question.echelons:
        yield "seule une échelle a des échelons."


def _defauts_de_bornes(question: Question) -> Iterator[str]:
    if question.type not in _BORNES and (question.minimum is not None or question.maximum is not None):
        yield "ce type n’a ni minimum, ni maximum."
    if question.minimum is not None and question.maximum is not None and question.minimum > question.maximum:
        yield "le minimum dépasse le maximum."
    if question.type in {"bloc", "competences"} and question.maximum is not None and not 1 <= question.maximum <= 20:
        yield "le nombre de places va de 1 à 20."


def _defauts_de_bloc(question: Question) -> Iterator[str]:
    if question.type != "bloc" and (question.questions or question.places):
        yield "seul un bloc a des sous-questions et des places."
    if question.type == "bloc" and not question.questions:
        yield "un bloc a au moins une sous-question."
    if question.boucle and question.type not in {"bloc", "echelle"}:
        yield "seuls un bloc ou une échelle se répètent sur une liste."
    if question.boucle and question.boucle not in BOUCLES:
        yield f"la liste « {question.boucle} » n’existe pas : impossible de se répéter dessus."
    if question.places and len(question.places) != question.nombre_de_places:
        yield "il y a un nom par place, ou aucun."
    codes = [sous.code for sous in question.questions]
    if len(set(codes)) != len(codes):
        yield "deux sous-questions ont le même code."
    for sous in question.questions:
        if sous.type in {"bloc", "competences"} or sous.boucle or sous.condition or sous.rattachement or sous.mesure:
            yield f"la sous-question « {sous.code} » est trop riche : ni bloc, ni compétences, ni boucle, ni condition, ni rattachement."


def _verifier_conditions(definition: Definition) -> None:
    """A condition reads an earlier question, and values that it may have."""
    vues: dict[str, Question] = {}
    for question in definition.questions:
        if condition := question.condition:
            lue = vues.get(condition.question)
            if lue is None:
                raise DefinitionInvalide(
                    f"Question « {question.code} » : sa condition porte sur « {condition.question} », qui n’est pas posée avant elle."
                )
            possibles = {"oui", "non"} if lue.type == "oui_non" else {choix.valeur for choix in lue.choix}
            if lue.type not in _A_CHOIX | {"oui_non"} or (possibles and not possibles.issuperset(condition.valeurs)):
                raise DefinitionInvalide(f"Question « {question.code} » : « {lue.code} » n’a pas les valeurs de sa condition.")
        vues[question.code] = question
