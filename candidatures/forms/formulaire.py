"""The whole form: built from what was typed, shown as it is or judged, and turned into a Demande."""

from collections.abc import Mapping
from typing import Any

from django import forms

from candidatures import lectures, regles
from candidatures.demande import Demande
from candidatures.models import Candidature
from comptes.models import Departement
from referentiel.lectures import competences_par_domaine

from .besoin import BesoinForm, ObjectifForm, Objectifs
from .format import DeclarationsForm, FormatForm, PieceForm
from .niveaux import CompetenceForm, Competences
from .personnes import ParticipantForm, Participants
from .structure import StructureForm

Saisie = dict[str, str]

# Parts that exist several times: prefix → (form of one, how many places). The page always shows all the places.
_SERIES: dict[str, tuple[type[forms.Form], int]] = {
    "participants": (ParticipantForm, regles.PARTICIPANTS_MAXIMUM),
    "objectifs": (ObjectifForm, regles.OBJECTIFS_MAXIMUM),
    "competences": (CompetenceForm, regles.COMPETENCES_MAXIMUM),
}
_SIMPLES: tuple[type[forms.Form], ...] = (StructureForm, BesoinForm, FormatForm, DeclarationsForm)

NOMS = frozenset(
    [nom for simple in _SIMPLES for nom in simple.base_fields]
    + [f"{prefixe}-{rang}-{nom}" for prefixe, (un, places) in _SERIES.items() for rang in range(places) for nom in un.base_fields]
)


def retenir(recu: Mapping[str, str]) -> Saisie:
    """Return what was typed in the fields of the form, right or wrong, and nothing else: what a draft holds."""
    return {nom: regles.sans_controles(str(recu[nom])) for nom in sorted(NOMS) if nom in recu}


def _de_la_serie(saisie: Saisie, prefixe: str) -> list[dict[str, str]]:
    un, places = _SERIES[prefixe]
    return [{nom: saisie[cle] for nom in un.base_fields if (cle := f"{prefixe}-{rang}-{nom}") in saisie} for rang in range(places)]


class Formulaire:
    """The parts of the form for one draft.

    `juger` False shows `saisie` as it is; True binds it, so that errors are found and `demande` may be asked.
    `refus_piece` is the sentence to show at the file.
    """

    def __init__(self, candidature: Candidature, saisie: Saisie, *, juger: bool = False, refus_piece: str = "") -> None:
        self._saisie = saisie if saisie or juger else _depart(candidature)
        self._juger = juger
        edition = candidature.appel.edition
        departements = list(Departement.objects.filter(en_occitanie=True))
        competences = [("", "Choisissez une compétence")] + [
            (chapitre.domaine.nom, [(competence.pk, competence.nom) for competence in chapitre.competences])
            for chapitre in competences_par_domaine()
        ]
        self.structure = StructureForm(**self._valeurs(), departements=departements)
        self.participants = Participants(**self._valeurs("participants"))
        self.besoin = BesoinForm(**self._valeurs())
        self.objectifs = Objectifs(**self._valeurs("objectifs"))
        self.competences = Competences(**self._valeurs("competences"), form_kwargs={"competences": competences})
        self.format = FormatForm(**self._valeurs(), dispositifs=lectures.dispositifs_ouverts(edition))
        self.piece = PieceForm(refus=refus_piece)
        self.declarations = DeclarationsForm(**self._valeurs())

    def _valeurs(self, prefixe: str = "") -> dict[str, Any]:
        if not prefixe:
            return {"data": self._saisie} if self._juger else {"initial": self._saisie}
        if not self._juger:
            return {"prefix": prefixe, "initial": _de_la_serie(self._saisie, prefixe)}
        # The number of places is ours: nothing that was posted can change it.
        gestion = {f"{prefixe}-TOTAL_FORMS": str(_SERIES[prefixe][1]), f"{prefixe}-INITIAL_FORMS": "0"}
        return {"prefix": prefixe, "data": {**self._saisie, **gestion}}

    @property
    def parties(self) -> list[Any]:
        """The forms and formsets, in the order of the page."""
        return [
            self.structure,
            self.participants,
            self.besoin,
            self.objectifs,
            self.competences,
            self.format,
            self.piece,
            self.declarations,
        ]

    @property
    def a_reprendre(self) -> bool:
        """Something is wrong: the file, or any part once the form is judged."""
        jugees = self.parties if self._juger else [self.piece]
        return not all(partie.is_valid() for partie in jugees)

    def demande(self) -> Demande:
        """Return the request of a valid form."""
        structure, besoin, cadre = self.structure.cleaned_data, self.besoin.cleaned_data, self.format.cleaned_data
        return Demande(
            siret=structure["siret"],
            raison_sociale=structure["raison_sociale"],
            type_structure=structure["type_structure"],
            commune=structure["commune"],
            code_postal=structure["code_postal"],
            departement_code=structure["departement"],
            fonction_porteur=structure["fonction_porteur"],
            telephone_porteur=structure["telephone_porteur"],
            dispositif_id=cadre["dispositif"],
            demi_journees=cadre["demi_journees"],
            intitule=besoin["intitule"],
            contexte=besoin["contexte"],
            participants=self.participants.personnes(),
            objectifs=self.objectifs.textes(),
            niveaux=self.competences.niveaux(),
        )


def textes_absents(candidature: Candidature, saisie: Saisie) -> str:
    """Return what `saisie` tells of the need that a sent request does not hold, as the text of a message; "" when it holds all."""
    gardes = {candidature.intitule, *_lignes(candidature.contexte)}
    gardes.update(ligne for objectif in candidature.objectifs.all() for ligne in _lignes(objectif.texte))
    noms = ["intitule", "contexte", *(f"objectifs-{rang}-texte" for rang in range(regles.OBJECTIFS_MAXIMUM))]
    textes = [saisie[nom].strip() for nom in noms if nom in saisie]
    return "\n\n".join(texte for texte in textes if not gardes.issuperset(_lignes(texte)))


def _lignes(texte: str) -> list[str]:
    return [ligne for brute in texte.splitlines() if (ligne := regles.en_une_ligne(brute))]


def _depart(candidature: Candidature) -> Saisie:
    """Begin with what is known: the person who carries the request is most often the one who is accompanied."""
    porteur = candidature.porteur
    connu = {"prenom": porteur.prenom, "nom": porteur.nom, "email": porteur.email or ""}
    return {"telephone_porteur": porteur.telephone} | {f"participants-0-{nom}": valeur for nom, valeur in connu.items()}
