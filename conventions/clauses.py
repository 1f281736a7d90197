"""The text of agreements: what its clauses may name, when they apply, how they read. Pure: no Django, no clock, no query.

A clause is plain text: a blank line parts paragraphs, lines that begin with "- " make a list, `{nom}` stands for a value of VARIABLES.
Nothing else is interpreted: a text never becomes a template, nor HTML.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

# What a text may name, and what stands there.
VARIABLES = {
    "numero": "le numéro de la convention",
    "edition": "l’édition du programme",
    "nature": "« transfert de savoir-faire » ou « mentorat-compagnonnage »",
    "sujet": "le sujet de la demande",
    "pilote": "le nom de la structure pilote",
    "pilote_representant": "qui signe pour la structure pilote",
    "mentor": "le nom de la personne-ressource",
    "mentor_fonction": "sa fonction",
    "mentor_structure": "le nom de sa structure",
    "mentor_representant": "qui représente cette structure",
    "personne": "le nom de la personne accompagnée",
    "personne_fonction": "sa fonction",
    "structure": "le nom de la structure bénéficiaire",
    "structure_representant": "qui représente la structure bénéficiaire",
    "participants": "les autres personnes qui participent",
    "debut": "le premier jour des séances",
    "fin": "le dernier jour des séances",
    "duree": "le nombre de demi-journées, en toutes lettres",
    "lieu": "le lieu des séances",
    "payee": "le nom de la structure payée",
    "payee_siret": "son SIRET",
    "prix_demi_journee": "le prix d’une demi-journée",
    "montant": "le montant le plus haut",
    "montant_en_lettres": "ce montant en toutes lettres",
}

# What one looks for first.
FORTES = {"duree", "debut", "fin", "montant", "prix_demi_journee"}

# When a clause applies.
CONDITIONS = {
    "toujours": "Toujours",
    "tsf": "Pour un transfert de savoir-faire",
    "mentorat": "Pour un mentorat-compagnonnage",
    "a_distance": "Si des séances se tiennent à distance",
    "sur_place": "Si des séances se tiennent sur place",
    "captation": "Si des images ou des sons peuvent être pris",
    "sans_captation": "Si aucune image ni aucun son n’est pris",
    "prise_en_charge": "Si quelque chose est payé ou remboursé",
    "facture": "Si une facture est payée",
    "facture_structure": "Si la structure de la personne-ressource facture",
    "facture_independant": "Si une personne indépendante facture",
    "frais": "Si les frais sont remboursés",
    "renonciation": "Si la personne-ressource renonce à la prise en charge",
    "mentor_represente": "Si quelqu’un d’autre représente la structure de la personne-ressource",
    "structure_representee": "Si quelqu’un d’autre que la personne accompagnée représente sa structure",
    "personne_represente": "Si la personne accompagnée représente elle-même sa structure",
    "plusieurs_participants": "Si plusieurs personnes participent",
}

# Parts that are drawn from the data of the agreement, under the text of their clause.
BLOCS = {
    "objectifs": "La liste des objectifs",
    "niveaux": "Le tableau des compétences et des niveaux",
    "calendrier": "La fiche de calendrier et de budget",
}

SECTIONS = {"preambule": "Préambule", "article": "Article", "annexe": "Annexe"}

_VARIABLE = re.compile(r"\{([^{}]*)\}")
_TIRET = "- "


@dataclass(frozen=True)
class Ecrite:
    """A clause as written in a version: without a title it follows the article before it."""

    section: str
    titre: str
    texte: str
    condition: str
    bloc: str = ""


def fautes(clauses: Sequence[Ecrite]) -> list[str]:
    """Return what prevents a version from being used, each sentence naming the clause."""
    if not clauses:
        return ["Ce modèle n’a encore aucune clause."]
    trouvees = [faute for rang, clause in enumerate(clauses, start=1) for faute in _fautes_de(rang, clause)]
    premier_article = next((clause for clause in clauses if clause.section == "article"), None)
    if premier_article is None or not premier_article.titre:
        trouvees.append("Le premier article n’a pas de titre : donnez-lui-en un.")
    if not any("base du volontariat" in clause.texte for clause in clauses if clause.condition == "toujours"):
        trouvees.append("Aucune clause ne dit, dans tous les cas, que chaque personne s’engage sur la base du volontariat.")
    return trouvees + _desordre(clauses)


def _fautes_de(rang: int, clause: Ecrite) -> list[str]:
    nom = f"Clause {rang}" + (f" (« {clause.titre} »)" if clause.titre else "")
    trouvees = []
    if clause.condition not in CONDITIONS:
        trouvees.append(f"{nom} : la condition « {clause.condition} » n’existe pas.")
    if clause.bloc and clause.bloc not in BLOCS:
        trouvees.append(f"{nom} : le tableau « {clause.bloc} » n’existe pas.")
    if clause.section not in SECTIONS:
        trouvees.append(f"{nom} : la partie « {clause.section} » n’existe pas.")
    if not clause.texte.strip() and not clause.bloc:
        trouvees.append(f"{nom} : elle ne dit rien.")
    for variable in _VARIABLE.findall(clause.texte):
        if variable not in VARIABLES:
            trouvees.append(f"{nom} : la variable « {{{variable}}} » n’existe pas.")
    if set("{}") & set(_VARIABLE.sub("", clause.texte)):
        trouvees.append(f"{nom} : une accolade n’est pas fermée, ou pas ouverte.")
    if set("{}") & set(clause.titre):
        trouvees.append(f"{nom} : un titre ne contient pas de variable.")
    return trouvees


def _desordre(clauses: Sequence[Ecrite]) -> list[str]:
    """Sections follow each other: preamble, articles, annexes."""
    ordre = list(SECTIONS)
    rangs = [ordre.index(clause.section) for clause in clauses if clause.section in ordre]
    return [] if rangs == sorted(rangs) else ["Les parties se mêlent : d’abord le préambule, puis les articles, puis les annexes."]


def empreinte(clauses: Sequence[Ecrite]) -> str:
    """Return the SHA-256 of a version: two versions that say the same have the same."""
    corps = [[clause.section, clause.titre, clause.texte, clause.condition, clause.bloc] for clause in clauses]
    return sha256(json.dumps(corps, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def deployer(clauses: Sequence[Ecrite], *, valeurs: Mapping[str, str], vraies: frozenset[str]) -> list[dict[str, Any]]:
    """Return the sections of one agreement: {section, numero, titre, corps: [paragraphs, lists and parts]}, plain JSON.

    `valeurs` gives a value to each of VARIABLES, `vraies` are the conditions that hold. Raises KeyError for a variable without value.
    """
    sections: list[dict[str, Any]] = []
    comptes = dict.fromkeys(SECTIONS, 0)
    titre_en_attente: Ecrite | None = None
    for clause in clauses:
        if clause.titre or (titre_en_attente and titre_en_attente.section != clause.section):
            titre_en_attente = clause if clause.titre else None
        if clause.condition != "toujours" and clause.condition not in vraies:
            continue
        if titre_en_attente is not None or not sections or sections[-1]["section"] != clause.section:
            comptes[clause.section] += 1
            titre = titre_en_attente.titre if titre_en_attente else ""
            sections.append({"section": clause.section, "numero": comptes[clause.section], "titre": titre, "corps": []})
            titre_en_attente = None
        _ajouter(sections[-1]["corps"], _corps(clause.texte, valeurs))
        if clause.bloc:
            sections[-1]["corps"].append({"genre": "bloc", "bloc": clause.bloc})
    return sections


def _ajouter(corps: list[dict[str, Any]], suite: list[dict[str, Any]]) -> None:
    """Add what a clause says; a list goes on from one clause to the next."""
    if corps and suite and corps[-1]["genre"] == suite[0]["genre"] == "liste":
        corps[-1]["points"] += suite.pop(0)["points"]
    corps += suite


def _corps(texte: str, valeurs: Mapping[str, str]) -> list[dict[str, Any]]:
    """Cut a text in paragraphs and lists, then each in runs [text, is in semi-bold]."""
    corps: list[dict[str, Any]] = []
    for bloc in re.split(r"\n\s*\n", texte.replace("\r\n", "\n").strip()):
        for ligne in filter(None, map(str.strip, bloc.split("\n"))):
            if not ligne.startswith(_TIRET):
                corps.append({"genre": "paragraphe", "suite": _suite(ligne, valeurs)})
            elif corps and corps[-1]["genre"] == "liste":
                corps[-1]["points"].append(_suite(ligne.removeprefix(_TIRET), valeurs))
            else:
                corps.append({"genre": "liste", "points": [_suite(ligne.removeprefix(_TIRET), valeurs)]})
    return corps


def _suite(ligne: str, valeurs: Mapping[str, str]) -> list[list[Any]]:
    """Return the runs of a line; a value is never read again, whatever it holds."""
    morceaux = _VARIABLE.split(ligne)
    suite = [[valeurs[morceau], morceau in FORTES] if rang % 2 else [morceau, False] for rang, morceau in enumerate(morceaux)]
    return [run for run in suite if run[0]]
