"""Answers read back, question by question: what was answered, what is wrong, what is missing. For the summary and the printed copy."""

from dataclasses import dataclass

from questionnaires.definition import Etape, Question
from referentiel.models import Competence

from .etape import EtapeForm, PlaceDuForm
from .saisie import en_mots


@dataclass(frozen=True)
class Reprise:
    """Something to go back to: the field, the sentence, and whether it is only missing."""

    champ: str
    phrase: str
    manque: bool


@dataclass(frozen=True)
class Passage:
    """Answers under one heading ("" when there is one place only); each is (name of the sub-question or "", text)."""

    titre: str
    lignes: list[tuple[str, str]]


@dataclass(frozen=True)
class Relue:
    """One question with what was answered to it."""

    question: Question
    passages: list[Passage]
    reprises: list[Reprise]


@dataclass(frozen=True)
class EtapeRelue:
    """One step read back."""

    etape: Etape
    questions: list[Relue]

    @property
    def reprises(self) -> list[Reprise]:
        """Everything to go back to in this step."""
        return [reprise for question in self.questions for reprise in question.reprises]


def relire(form: EtapeForm) -> EtapeRelue:
    """Return a step read back; what the form judges wrong or missing comes with it. Questions that are not asked are left out."""
    posees = [question for question in form.etape.questions if form.est_posee(question)]
    return EtapeRelue(form.etape, [Relue(question, _passages(form, question), _reprises(form, question)) for question in posees])


def _reprises(form: EtapeForm, question: Question) -> list[Reprise]:
    """Each sentence once: the first place where it is said is where one goes."""
    trouvees: dict[str, Reprise] = {}
    for nom in (nom for nom in form.noms(question) if nom in form.errors):
        for phrase in form.errors[nom]:
            trouvees.setdefault(str(phrase), Reprise(form[nom].auto_id, str(phrase), manque=form.manque(form.errors[nom])))
    return list(trouvees.values())


def _passages(form: EtapeForm, question: Question) -> list[Passage]:
    if question.code not in form.places:
        textes = _textes(form, question.code)
        return [Passage("", [("", texte) for texte in textes])] if textes else []
    passages = [_passage(form, place) for place in form.places[question.code] if place.est_remplie]
    if question.type == "competences":
        passages = _avec_leurs_noms(form, question, passages)
    return [passage for passage in passages if passage.lignes]


def _avec_leurs_noms(form: EtapeForm, question: Question, passages: list[Passage]) -> list[Passage]:
    """Head each competence with its name, archived or not (1 query)."""
    places = [place for place in form.places[question.code] if place.est_remplie]
    choisies = [str(form.data.get(place.champs["competence"], "")) for place in places]
    noms = {str(cle): nom for cle, nom in Competence.objects.filter(pk__in=_entiers(choisies)).values_list("pk", "nom")}
    return [
        Passage(noms.get(choisie, passage.titre), passage.lignes[bool(choisie) :])
        for choisie, passage in zip(choisies, passages, strict=True)
    ]


def _entiers(valeurs: list[str]) -> list[int]:
    return [int(valeur) for valeur in valeurs if valeur.isascii() and valeur.isdigit() and len(valeur) < 10]


def _passage(form: EtapeForm, place: PlaceDuForm) -> Passage:
    seule = len(place.champs) == 1
    lignes = [("" if seule else str(form[nom].label), _texte(form, nom)) for nom in place.champs.values()]
    return Passage(place.titre, [(libelle, texte) for libelle, texte in lignes if texte])


def _texte(form: EtapeForm, nom: str) -> str:
    return ", ".join(_textes(form, nom))


def _textes(form: EtapeForm, nom: str) -> list[str]:
    """Return each answer of a field by itself: several choices, which may be sentences, do not make one."""
    if nom in form.contexte.pieces:
        return [form.contexte.pieces[nom].fichier.nom]
    reponse = form.data.get(nom)
    valeurs = reponse if isinstance(reponse, list) else [reponse]
    return [texte for valeur in valeurs if (texte := en_mots(form, nom, valeur).strip())]
