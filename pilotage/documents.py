"""The content of a report, in words and tables: made from its frozen figures and from nothing else."""

from datetime import date
from decimal import Decimal
from typing import Any

from programme.models import Dispositif
from socle.documents.graphiques import nombre
from socle.documents.production import entete
from socle.templatetags.documents import date_courte
from socle.templatetags.tsf import ESPACE, demi_journees, euros, pluriel

from . import tableaux
from .models import Rapport
from .regles import pour_cent

SERIES = ["au diagnostic", "à la sortie", "six mois après"]
# Each mean weighs as many answers as it has.
POIDS = {"t0": "n1", "t1": "n1", "t2": "n2"}
LEGENDE = (
    "Niveau moyen, de 0 (pas encore) à 4 (expertise et transmission). Au diagnostic (T0) : convenu pendant l’entretien, pour les "
    "personnes qui ont répondu à la sortie. À la sortie (T1) et six mois après (T2) : déclaré par les personnes accompagnées."
)
# Beyond this number of bars the chart goes by domain; the table keeps every competence.
COMPETENCES_PAR_GRAPHIQUE = 9


def nom_du_fichier(rapport: Rapport) -> str:
    """Return the name of the downloaded file."""
    return f"rapport-{rapport.du.isoformat()}-{rapport.au.isoformat()}.pdf"


def contexte(rapport: Rapport, chiffres: dict[str, Any], jour: date) -> dict[str, Any]:
    """Return all that the PDF says, as JSON values."""
    return {
        "entete": entete(
            genre="Rapport au comité technique",
            titre=_titre(chiffres),
            jour=jour,
            numero=f"R-{rapport.pk}",
            chapo=_chapo(rapport, chiffres),
        ),
        "en_chiffres": _en_chiffres(chiffres),
        "graphique": _graphique(chiffres["competences"]),
        "progres": _progres(chiffres["competences"]),
        "legende": LEGENDE,
        "competences": tableaux.competences(chiffres["competences"]),
        "candidatures": tableaux.candidatures(chiffres["candidatures"]),
        "moyens": tableaux.moyens(chiffres),
        "departements": tableaux.croise("Département", chiffres["departements"], {"": "non précisé"}),
        "dispositifs": tableaux.croise("Dispositif", chiffres["dispositifs"], dict(Dispositif.Code.choices)),
        "evaluations": tableaux.evaluations(chiffres),
        "cas": tableaux.cas(chiffres["cas"]),
        "chiffres": chiffres,
    }


def _titre(chiffres: dict[str, Any]) -> str:
    tenues, objectif = chiffres["demi_journees"]["tenues"], chiffres["demi_journees"]["objectif"]
    return f"{demi_journees(tenues)} tenue{pluriel(tenues)} sur{ESPACE}{objectif}"


def _chapo(rapport: Rapport, chiffres: dict[str, Any]) -> str:
    accompagnes, recues = chiffres["accompagnes"], chiffres["candidatures"]["recues"]
    return (
        f"{chiffres['edition']}, du {date_courte(rapport.du)} au {date_courte(rapport.au)} : "
        f"{_compte(recues, 'candidature reçue', 'candidatures reçues')}, "
        f"{_compte(accompagnes['structures'], 'structure accompagnée', 'structures accompagnées')} "
        f"par {_compte(accompagnes['mentors'], 'personne-ressource', 'personnes-ressources')}."
    )


def _compte(valeur: int, un: str, plusieurs: str) -> str:
    """Say a count that a line never separates from what it counts."""
    return f"{valeur or 'aucune'}{ESPACE}{plusieurs if valeur > 1 else un}"


def _en_chiffres(chiffres: dict[str, Any]) -> list[dict[str, str]]:
    jours, argent, sortie = chiffres["demi_journees"], chiffres["budget"], chiffres["evaluations"]["sortie"]
    taux, structures = pour_cent(sortie["remplies"], sortie["envoyees"]), chiffres["accompagnes"]["structures"]
    return [
        {
            "valeur": str(jours["tenues"]),
            "unite": f"/ {jours['objectif']}",
            "nom": f"demi-journée{pluriel(jours['tenues'])} tenue{pluriel(jours['tenues'])}",
            "detail": f"{jours['conventionnees']}{ESPACE}conventionnée{pluriel(jours['conventionnees'])}, "
            f"{jours['accordees']}{ESPACE}accordée{pluriel(jours['accordees'])}",
        },
        {
            "valeur": str(structures),
            "unite": "",
            "nom": f"structure{pluriel(structures)} accompagnée{pluriel(structures)}",
            "detail": f"par {_compte(chiffres['accompagnes']['mentors'], 'personne-ressource', 'personnes-ressources')}",
        },
        {
            "valeur": "–" if taux is None else str(taux),
            "unite": "" if taux is None else "%",
            "nom": "réponses à la sortie",
            "detail": f"{sortie['remplies']} sur{ESPACE}{sortie['envoyees']}",
        },
        {
            "valeur": euros(Decimal(argent["engage"])).rstrip("€").strip(),
            "unite": "€",
            "nom": f"engagé{pluriel(Decimal(argent['engage']))}",
            "detail": f"sur {euros(Decimal(argent['ligne']))} d’interventions",
        },
    ]


def _graphique(competences: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Return the chart of the levels, by competence or, when there are many, by domain; None when nobody answered."""
    if not competences:
        return None
    par_domaine = len(competences) > COMPETENCES_PAR_GRAPHIQUE
    lignes = _par_domaine(competences) if par_domaine else competences
    categorie = "domaine" if par_domaine else "compétence"
    return {
        "identifiant": "niveaux",
        "titre": f"Niveau moyen par {categorie} : {', '.join(SERIES)}",
        "description": f"{_progres(competences)} Le tableau qui suit donne les valeurs et le nombre de réponses.",
        "categorie": categorie.capitalize(),
        "series": SERIES,
        "maximum": 4,
        "decimales": 1,
        "lignes": [{"libelle": ligne["nom"], "valeurs": [ligne["t0"], ligne["t1"], ligne["t2"]]} for ligne in lignes],
    }


def _par_domaine(competences: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the means by domain, each competence weighing as many answers as it has."""
    domaines: dict[str, list[dict[str, Any]]] = {}
    for ligne in competences:
        domaines.setdefault(ligne["domaine"], []).append(ligne)
    return [{"nom": nom, **{temps: _moyenne(lignes, temps, n) for temps, n in POIDS.items()}} for nom, lignes in domaines.items()]


def _moyenne(lignes: list[dict[str, Any]], temps: str, n: str) -> float | None:
    total = sum(ligne[n] for ligne in lignes)
    return sum(ligne[temps] * ligne[n] for ligne in lignes if ligne[n]) / total if total else None


def _progres(competences: list[dict[str, Any]]) -> str:
    """Say in one sentence how the mean level moved, with its n; "" when nobody answered."""
    if not competences:
        return ""
    n1, n2 = sum(ligne["n1"] for ligne in competences), sum(ligne["n2"] for ligne in competences)
    avant, sortie, six_mois = (_moyenne(competences, temps, n) for temps, n in POIDS.items())
    fin = f", et {nombre(six_mois, 1)} six mois après (n = {n2} {pluriel(n2, 'niveau,niveaux')})" if n2 else ""
    debut = f"En moyenne, le niveau passe de {nombre(avant, 1)} au diagnostic à {nombre(sortie, 1)} à la sortie"
    return f"{debut} (n = {n1} {pluriel(n1, 'niveau,niveaux')}){fin}."
