"""What a page posts: the fields of its step, as typed, and nothing else."""

import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from questionnaires import regles
from questionnaires.definition import Etape
from questionnaires.fusion import Saisie

from .etape import EtapeForm

# Hidden fields of the page: the revision that it was drawn from, the tab that it is, the fields that were touched since (with script).
REVISION, ONGLET, TOUCHES = "revision", "onglet", "touches"


def nouvel_onglet() -> str:
    """Return the name of a page that is drawn anew."""
    return secrets.token_urlsafe(6)


def revision_postee(recu: Mapping[str, str]) -> int:
    """Return the revision that the page was drawn from; one that comes back broken is the first one: nothing is overwritten."""
    brute = str(recu.get(REVISION, ""))
    return int(brute) if brute.isascii() and brute.isdigit() and len(brute) < 10 else 0


def onglet_poste(recu: Mapping[str, str]) -> str:
    """Return the name of the page, drawn again when it is absent."""
    return regles.sans_controles(str(recu.get(ONGLET, "")))[:16] or nouvel_onglet()


def retenir(etape: Etape, recu: QueryDict) -> Saisie:
    """Return what was typed in the fields of the step, right or wrong.

    A page that names the fields that were touched sends these alone. A group of boxes that comes without value was emptied.
    """
    types = etape.champs()
    if touches := recu.get(TOUCHES):
        types = {nom: types[nom] for nom in touches.split(",") if nom in types}
    retenue: Saisie = {}
    for nom, type_ in types.items():
        if type_ == "choix_multiple":
            retenue[nom] = [regles.sans_controles(valeur) for valeur in recu.getlist(nom)]
        elif type_ != "fichier" and nom in recu:
            retenue[nom] = regles.sans_controles(str(recu[nom]))
    return retenue


def conflits_en_phrases(form: EtapeForm, conflits: Mapping[str, Any]) -> dict[str, str]:
    """Return, by field, the sentence that shows what another tab wrote."""
    return {
        nom: "Cette réponse a changé entre-temps dans un autre onglet : "
        + (f"« {en_mots(form, nom, valeur)} »." if valeur else "elle y est effacée.")
        + " Gardez ce que vous avez saisi ici, ou recopiez l’autre, puis enregistrez de nouveau."
        for nom, valeur in conflits.items()
    }


def en_mots(form: EtapeForm, nom: str, valeur: Any) -> str:
    """Return an answer as it is read: the words of a choice, the text that was typed."""
    champ = form.fields[nom]
    valeurs = valeur if isinstance(valeur, list) else [valeur]
    if isinstance(champ, forms.ChoiceField):
        mots = dict(_a_plat(champ.choices))
        return ", ".join(str(mots.get(str(une), une)) for une in valeurs if une)
    return str(valeur or "")


def _a_plat(choix: Any) -> Iterable[tuple[str, Any]]:
    for valeur, libelle in choix:
        if isinstance(libelle, (list, tuple)):
            yield from ((str(une), mot) for une, mot in libelle)
        else:
            yield str(valeur), libelle
