"""The form of one step: every field and every place of it, filled with what was typed, judged or not."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from django import forms

from questionnaires import regles
from questionnaires.definition import Etape, Question
from questionnaires.fusion import Saisie
from questionnaires.listes import Liste
from questionnaires.listes import choix as choix_de
from questionnaires.models import Piece
from referentiel.lectures import competences_par_domaine
from referentiel.niveaux import Niveau

from .champs import champ, phrases

NIVEAUX = [(str(niveau.value), niveau.mot) for niveau in Niveau]
MANQUE = "required"
RETIRER = "retirer-"


class Jugement(IntEnum):
    """What is said of the answers: nothing, what is wrong, or also what is missing."""

    RIEN = 0
    FAUX = 1
    TOUT = 2


@dataclass(frozen=True)
class Contexte:
    """What a page knows beyond the answers: choices of its own, what loops run over, the questions that are asked (None: all), files.

    `verifier` adds the errors of a domain; `refus` and `conflits` are sentences for fields, said whatever the judgement.
    """

    listes: Mapping[str, Liste] = field(default_factory=dict)
    boucles: Mapping[str, list[tuple[str, str]]] = field(default_factory=dict)
    posees: frozenset[str] | None = None
    pieces: Mapping[str, Piece] = field(default_factory=dict)
    verifier: Callable[["EtapeForm"], None] | None = None
    refus: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class PlaceDuForm:
    """One place of a block, a line of a loop, or one competence: the names of its fields, by the code of their sub-question."""

    cle: str
    rang: int
    titre: str
    champs: dict[str, str]
    est_exigee: bool
    est_remplie: bool

    @property
    def premier(self) -> str:
        """Where its absence is said."""
        return next(iter(self.champs.values()))


class EtapeForm(forms.Form):
    """Flat and stable names: `siret`, `participants-0-prenom`. Always bound to what was typed; `jugement` decides which errors are told."""

    def __init__(self, etape: Etape, saisie: Saisie, contexte: Contexte, jugement: Jugement = Jugement.RIEN) -> None:
        super().__init__(data=saisie)
        self.etape, self.contexte, self.jugement = etape, contexte, jugement
        self.places: dict[str, list[PlaceDuForm]] = {}
        for question in etape.questions:
            self._poser(question)

    # ---------- building ----------

    def _poser(self, question: Question) -> None:
        if question.type == "competences":
            self.places[question.code] = [self._competence(question, rang) for rang in range(question.nombre_de_places)]
        elif question.type == "bloc" or question.boucle:
            self.places[question.code] = [self._place(question, rang, *repere) for rang, repere in enumerate(self._reperes(question))]
        else:
            self.fields[question.code] = self._champ(question, question.exige)

    def _champ(self, question: Question, exige: str) -> forms.Field:
        choix = [(choix.valeur, choix.libelle) for choix in question.choix]
        if question.liste:
            choix = choix_de(question.liste, self.contexte.listes)
        return champ(question, choix, exige=exige)

    def _reperes(self, question: Question) -> list[tuple[str, str, str]]:
        """Return (key, title, name in a sentence) for each place."""
        if question.boucle:
            return [(cle, libelle, libelle) for cle, libelle in self.contexte.boucles.get(question.boucle, [])]
        if question.places:
            return [(str(rang), place.titre, place.nom) for rang, place in enumerate(question.places)]
        return [(str(rang), "", "") for rang in range(question.nombre_de_places)]

    def _place(self, question: Question, rang: int, cle: str, titre: str, nom: str) -> PlaceDuForm:
        noms = {}
        for sous in question.questions or (question,):
            nom_du_champ = f"{question.code}-{cle}-{sous.code}" if question.questions else f"{question.code}-{cle}"
            exige = sous.exige if not sous.exige_places or rang < sous.exige_places else ""
            self.fields[nom_du_champ] = self._champ(sous, exige.replace("{place}", nom))
            noms[sous.code] = nom_du_champ
        if question.type == "echelle":
            self.fields[noms[question.code]].label = titre
        if len(question.questions) == 1 and question.nombre_de_places > 1:
            self.fields[noms[question.questions[0].code]].label = f"{question.questions[0].libelle} {rang + 1}"
        exigee = bool(question.boucle and question.exige) or bool(question.places and rang < question.places_exigees)
        return PlaceDuForm(cle, rang, titre, noms, exigee, self._est_remplie(noms))

    def _competence(self, question: Question, rang: int) -> PlaceDuForm:
        noms = {nom: f"{question.code}-{rang}-{nom}" for nom in ("competence", "declare", "vise")}
        exiges = ("Choisissez la compétence, ou effacez ses deux niveaux.", "Indiquez le niveau d’aujourd’hui.", "Indiquez le niveau visé.")
        titre = f"{regles.ordinal_feminin(rang)} compétence"
        archivee = "Cette compétence n’est plus proposée : choisissez-en une autre."
        self.fields[noms["competence"]] = forms.ChoiceField(
            label=titre, choices=self._competences, error_messages=phrases(exiges[0], invalid_choice=archivee)
        )
        for nom, libelle, exige in zip(("declare", "vise"), ("Aujourd’hui", "À la fin de l’accompagnement"), exiges[1:], strict=True):
            self.fields[noms[nom]] = forms.ChoiceField(
                label=libelle, choices=NIVEAUX, widget=forms.RadioSelect(attrs={"class": "tsf-niveau"}), error_messages=phrases(exige)
            )
        return PlaceDuForm(str(rang), rang, titre, noms, False, self._est_remplie(noms))

    @property
    def _competences(self) -> list[tuple[Any, Any]]:
        """The active competences by domain, read once a page (2 queries)."""
        if not hasattr(self, "_choix_de_competences"):
            self._choix_de_competences = [("", "Choisissez une compétence")] + [
                (chapitre.domaine.nom, [(str(competence.pk), competence.nom) for competence in chapitre.competences])
                for chapitre in competences_par_domaine()
            ]
        return self._choix_de_competences

    def _est_remplie(self, noms: Mapping[str, str]) -> bool:
        return any(nom in self.contexte.pieces or not _est_vide(self.data.get(nom)) for nom in noms.values())

    # ---------- judging ----------

    def est_posee(self, question: Question) -> bool:
        """Its condition, if it has one, holds."""
        return self.contexte.posees is None or question.code in self.contexte.posees

    def noms(self, question: Question) -> list[str]:
        """Return the names of the fields of a question."""
        if question.code in self.places:
            return [nom for place in self.places[question.code] for nom in place.champs.values()]
        return [question.code]

    def clean(self) -> dict[str, Any]:
        for question in self.etape.questions:
            if not self.est_posee(question):
                self._oublier(self.noms(question))
            elif question.code in self.places:
                self._juger_places(question, self.places[question.code])
        if self.contexte.verifier and self.jugement:
            self.contexte.verifier(self)
        self._taire()
        for nom, phrase in self.contexte.refus.items():
            if nom in self.fields:
                self.add_error(nom, phrase)
        return self.cleaned_data

    def _oublier(self, noms: list[str]) -> None:
        for nom in noms:
            self.errors.pop(nom, None)
            self.cleaned_data.pop(nom, None)

    def _juger_places(self, question: Question, places: list[PlaceDuForm]) -> None:
        """Judge the places that are filled; say once what is missing where they are too few."""
        vides = [place for place in places if not place.est_remplie and not place.est_exigee]
        for place in vides:
            self._oublier(list(place.champs.values()))
        manquantes = 0 if question.places or question.boucle else question.places_exigees - (len(places) - len(vides))
        for place in vides[: max(manquantes, 0)]:
            self.add_error(place.premier, forms.ValidationError(question.exige, code=MANQUE))
        if question.type == "competences":
            self._juger_competences(places)
        for sous in question.questions:
            if sous.doublon:
                self._juger_doublons(places, sous)

    def _juger_doublons(self, places: list[PlaceDuForm], sous: Question) -> None:
        noms = [place.champs[sous.code] for place in places]
        for rang in regles.repetitions([self.cleaned_data.get(nom) for nom in noms]):
            self.add_error(noms[rang], sous.doublon)

    def _juger_competences(self, places: list[PlaceDuForm]) -> None:
        for place in places:
            declare, vise = (self.cleaned_data.get(place.champs[nom]) for nom in ("declare", "vise"))
            if declare and vise and (refus := regles.refus_progression(int(declare), int(vise))):
                self.add_error(place.champs["vise"], refus)
        for rang in regles.repetitions([self.cleaned_data.get(place.champs["competence"]) for place in places]):
            self.add_error(places[rang].champs["competence"], "Cette compétence est déjà choisie plus haut : prenez-en une autre.")

    def _taire(self) -> None:
        """Leave out the errors that this judgement does not tell."""
        if self.jugement == Jugement.TOUT:
            return
        for nom, erreurs in list(self.errors.items()):
            if self.jugement == Jugement.RIEN or self.manque(erreurs):
                del self.errors[nom]

    @staticmethod
    def manque(erreurs: Any) -> bool:
        """Nothing is wrong there, something is missing."""
        return all(erreur.code == MANQUE for erreur in erreurs.data)

    # ---------- reading ----------

    def valeurs(self) -> dict[str, Any]:
        """Return the answers of a valid form by the code of their question; a block gives its filled places, a question not asked None."""
        return {question.code: self._valeur(question) for question in self.etape.questions if question.type != "fichier"}

    def _valeur(self, question: Question) -> Any:
        if question.code not in self.places:
            return self.cleaned_data.get(question.code)
        if not self.est_posee(question):
            return []
        remplies = [place for place in self.places[question.code] if place.est_remplie]
        return [{"cle": place.cle} | {code: self.cleaned_data.get(nom) for code, nom in place.champs.items()} for place in remplies]

    def __iter__(self) -> Iterator[forms.BoundField]:
        return (self[nom] for nom in self.fields)


def _est_vide(valeur: Any) -> bool:
    return not (valeur.strip() if isinstance(valeur, str) else valeur)
