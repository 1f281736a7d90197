"""From the frozen data of an agreement to the values of its variables and to the conditions that hold. Plain data in and out."""

from datetime import date
from decimal import Decimal
from typing import Any

from conventions.models import Modalite, ModePaiement
from socle.templatetags.documents import date_longue
from socle.templatetags.tsf import euros

FACTURES = {ModePaiement.FACTURE_STRUCTURE, ModePaiement.FACTURE_INDEPENDANT}
REPRESENTANT_INCONNU = "la personne qui la représente légalement"
PILOTE_INCONNU = "la structure pilote du programme"


def valeurs(donnees: dict[str, Any]) -> dict[str, str]:
    """Return a value for each of clauses.VARIABLES."""
    mentor, beneficiaire, pilote, payee = (donnees[nom] for nom in ("mentor", "beneficiaire", "pilote", "payee"))
    return {
        **{nom: donnees[nom] for nom in ("numero", "edition", "nature", "duree", "montant_en_lettres")},
        "sujet": donnees["intitule"],
        "pilote": pilote["nom"] or PILOTE_INCONNU,
        "pilote_representant": pilote["representant"] or REPRESENTANT_INCONNU,
        "mentor": mentor["nom"],
        "mentor_fonction": mentor["fonction"],
        "mentor_structure": mentor["structure"]["nom"],
        "mentor_representant": mentor["representant"] or REPRESENTANT_INCONNU,
        "personne": beneficiaire["nom"],
        "personne_fonction": beneficiaire["fonction"],
        "structure": beneficiaire["structure"]["nom"],
        "structure_representant": beneficiaire["representant"] or REPRESENTANT_INCONNU,
        "participants": en_liste(donnees["autres_participants"]),
        "debut": date_longue(date.fromisoformat(donnees["debut"])),
        "fin": date_longue(date.fromisoformat(donnees["fin"])),
        "lieu": donnees["lieu"] or "un lieu choisi d’un commun accord",
        "payee": payee["nom"],
        "payee_siret": payee["siret_ecrit"],
        "prix_demi_journee": euros(Decimal(donnees["prix_demi_journee"])),
        "montant": euros(Decimal(donnees["montant"])),
    }


def vraies(donnees: dict[str, Any]) -> frozenset[str]:
    """Return which of clauses.CONDITIONS hold."""
    mode, modalite = donnees["mode_paiement"], donnees["modalite"]
    etats = {
        donnees["code_dispositif"]: True,
        mode: True,
        "a_distance": modalite != Modalite.SUR_PLACE,
        "sur_place": modalite != Modalite.A_DISTANCE,
        "captation": donnees["captation"],
        "sans_captation": not donnees["captation"],
        "prise_en_charge": mode != ModePaiement.RENONCIATION,
        "facture": mode in FACTURES,
        "mentor_represente": not donnees["mentor"]["represente_sa_structure"],
        "structure_representee": not donnees["beneficiaire"]["represente_sa_structure"],
        "personne_represente": donnees["beneficiaire"]["represente_sa_structure"],
        "plusieurs_participants": bool(donnees["autres_participants"]),
    }
    return frozenset(nom for nom, tient in etats.items() if tient)


def en_liste(noms: list[str]) -> str:
    """Return "A, B et C"."""
    return " et ".join(filter(None, (", ".join(noms[:-1]), *noms[-1:])))
