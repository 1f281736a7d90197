"""The tables of a report, from its frozen figures: texts already written the French way. Each figure stands beside its definition."""

from decimal import Decimal
from typing import Any

from socle.documents.graphiques import nombre
from socle.templatetags.tsf import euros

from .regles import pour_cent

Tableau = dict[str, Any]

TEMPS = {"t0": "Au diagnostic", "t1": "À la sortie", "t2": "Six mois après"}
ETAPES = {"sortie": "À la sortie", "six_mois": "Six mois après"}
CANDIDATURES = (
    ("recues", "Reçues", "envoyées par une structure dans la période"),
    ("recevables", "Recevables", "qui remplissent les conditions de l’appel"),
    ("irrecevables", "Irrecevables", "qui ne les remplissent pas"),
    ("acceptees", "Acceptées", "auxquelles des demi-journées sont accordées"),
    ("refusees", "Refusées", "par décision motivée"),
    ("sans_suite", "Sans suite", "classées par l’équipe, par exemple faute de personne-ressource"),
    ("retirees", "Retirées", "par la structure elle-même"),
)
DEMI_JOURNEES = (
    ("accordees", "Demi-journées accordées", "par les décisions prises dans la période"),
    ("conventionnees", "Demi-journées conventionnées", "écrites dans les conventions signées dans la période"),
    ("tenues", "Demi-journées tenues", "dont la séance a eu lieu dans la période"),
    ("objectif", "Objectif de l’édition", "demi-journées à tenir sur toute l’édition"),
)
BUDGET = (
    ("engage", "Engagé", "réservé par les conventions émises, moins ce qui a été libéré"),
    ("realise", "Réalisé", "prix des demi-journées tenues"),
    ("ligne", "Ligne interventions", "ce que l’édition peut engager"),
    ("enveloppe", "Enveloppe", "toutes lignes, essaimage compris"),
)


def _tableau(colonnes: list[tuple[str, int, bool]], rangs: list[list[str]], titre: str = "", pied: list[str] | None = None) -> Tableau:
    """Return a table of documents; a column is (name, width in twelfths, holds numbers)."""
    entetes = [{"libelle": libelle, "largeur": largeur, "nombre": chiffre} for libelle, largeur, chiffre in colonnes]
    return {"titre": titre, "colonnes": entetes, "rangs": rangs, "pied": pied or []}


def _definis(nom: str, rangs: list[list[str]]) -> Tableau:
    return _tableau([(nom, 4, False), ("Ce qui est compté", 6, False), ("Nombre", 2, True)], rangs)


def candidatures(comptes: dict[str, int]) -> Tableau:
    """Requests and decisions."""
    return _definis("Candidatures", [[libelle, definition, str(comptes[cle])] for cle, libelle, definition in CANDIDATURES])


def moyens(chiffres: dict[str, Any]) -> Tableau:
    """Half-days, then euros."""
    jours = [[libelle, definition, str(chiffres["demi_journees"][cle])] for cle, libelle, definition in DEMI_JOURNEES]
    argent = [[libelle, definition, euros(Decimal(chiffres["budget"][cle]))] for cle, libelle, definition in BUDGET]
    return _definis("Demi-journées et euros", jours + argent)


def croise(nom: str, lignes: list[dict[str, Any]], libelles: dict[str, str]) -> Tableau:
    """Requests and half-days by département, or by dispositif, with their sum."""
    cles = ("recues", "acceptees", "tenues")
    rangs = [[libelles.get(ligne["nom"], ligne["nom"]), *(str(ligne[cle]) for cle in cles)] for ligne in lignes]
    pied = ["Ensemble", *(str(sum(ligne[cle] for ligne in lignes)) for cle in cles)]
    colonnes = [(nom, 5, False), ("Candidatures reçues", 2, True), ("Acceptées", 2, True), ("Demi-journées tenues", 3, True)]
    return _tableau(colonnes, rangs, pied=pied)


def evaluations(chiffres: dict[str, Any]) -> Tableau:
    """Response rates, and objectives reached, each percentage with its n."""
    rangs = [
        [f"Réponses, {mots.lower()}", "remplies, parmi celles envoyées dans la période", _taux(chiffres["evaluations"][etape])]
        for etape, mots in ETAPES.items()
    ]
    objectifs = _part(chiffres["objectifs"]["atteints"], chiffres["objectifs"]["juges"])
    rangs.append(["Objectifs atteints", "atteints ou dépassés, selon les personnes accompagnées, à la sortie", objectifs])
    return _tableau([("Évaluations", 4, False), ("Ce qui est compté", 5, False), ("Part", 3, True)], rangs)


def _taux(lues: dict[str, int]) -> str:
    return _part(lues["remplies"], lues["envoyees"])


def _part(partie: int, total: int) -> str:
    """Return a percentage with its n, in words: "80 % (n = 5)"."""
    taux = pour_cent(partie, total)
    return "–" if taux is None else f"{taux} % (n = {total})"


def competences(lignes: list[dict[str, Any]]) -> Tableau:
    """Mean levels by competence, each with its n."""
    colonnes = [
        ("Compétence", 4, False),
        (TEMPS["t0"], 2, True),
        (TEMPS["t1"], 2, True),
        ("n", 1, True),
        (TEMPS["t2"], 2, True),
        ("n", 1, True),
    ]
    rangs = [
        [
            f"{ligne['code']} {ligne['nom']}",
            nombre(ligne["t0"], 1),
            nombre(ligne["t1"], 1),
            str(ligne["n1"]),
            nombre(ligne["t2"], 1),
            str(ligne["n2"]),
        ]
        for ligne in lignes
    ]
    return _tableau(colonnes, rangs)


def cas(lignes: list[dict[str, Any]]) -> Tableau:
    """One row per case and competence: who reads a row alone knows what it is about."""
    colonnes = [("Accompagnement", 3, False), ("Compétence", 3, False), *((mots, 2, True) for mots in TEMPS.values())]
    rangs = [
        [f"{ligne['numero']}, {ligne['structure']}", f"{releve['code']} {releve['nom']}", *(_niveau(releve[temps]) for temps in TEMPS)]
        for ligne in lignes
        for releve in ligne["competences"]
    ]
    return _tableau(colonnes, rangs)


def _niveau(valeur: int | None) -> str:
    return "–" if valeur is None else str(valeur)
