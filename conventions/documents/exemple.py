"""Example data: how a version of the template reads before any agreement takes it."""

from typing import Any

from conventions.models import ModePaiement, VersionModele
from programme.models import Dispositif
from socle import horloge
from socle.documents.production import entete

from .convention import NATURES, adresse_de_verification, articles

NUMERO = "DOS-2026-0000-A1-C1"
MONTANTS = {ModePaiement.RENONCIATION: ("0.00", "zéro euro", "0.00")}


def contexte_d_exemple(
    version: VersionModele,
    *,
    dispositif: str = "tsf",
    mode_paiement: str = "facture_structure",
    modalite: str = "mixte",
    captation: bool = True,
) -> dict[str, Any]:
    """Return the content of an invented agreement under this version, which has no fault."""
    donnees = _donnees(dispositif, mode_paiement, modalite, captation=captation)
    return donnees | articles(version, donnees)


def _donnees(dispositif: str, mode_paiement: str, modalite: str, *, captation: bool) -> dict[str, Any]:
    montant, en_lettres, prix = MONTANTS.get(ModePaiement(mode_paiement), ("1000.00", "mille euros", "250.00"))
    nature = NATURES[Dispositif.Code(dispositif)]
    titre = "Construire un budget de festival qui tient"
    return {
        "entete": entete(
            genre="Convention tripartite (exemple)",
            titre=titre,
            jour=horloge.aujourdhui(),
            numero=NUMERO,
            chapo=f"Un {nature} de quatre demi-journées, entre Camille Exemple et Association L’Exemple.",
        ),
        "numero": NUMERO,
        "verification": adresse_de_verification(NUMERO),
        "edition": "Édition d’exemple",
        "code_dispositif": dispositif,
        "nature": nature,
        "intitule": titre,
        "pilote": {"nom": "La structure pilote", "siret_ecrit": "", "adresse": "", "representant": "Dominique Exemple"},
        "mentor": _cote("Camille Exemple", "directrice", "Salle d’exemple", "Sacha Exemple", "présidente"),
        "beneficiaire": _cote("Alix Exemple", "administrateur", "Association L’Exemple", "Charlie Exemple", "président"),
        "autres_participants": ["Maxime Exemple"],
        "objectifs": ["Poser un budget par pôle", "Suivre la trésorerie mois par mois"],
        "niveaux": [
            {
                "code": "02.1",
                "nom": "Suivre un budget",
                "t0": 1,
                "t0_en_mots": "Notions",
                "vise": 3,
                "vise_en_mots": "Autonomie",
            }
        ],
        "debut": "2026-10-05",
        "fin": "2027-01-29",
        "demi_journees": 4,
        "duree": "quatre demi-journées",
        "modalite": modalite,
        "modalite_libelle": "",
        "lieu": "dans les locaux de l’association",
        "captation": captation,
        "montant": montant,
        "montant_en_lettres": en_lettres,
        "prix_demi_journee": prix,
        "mode_paiement": mode_paiement,
        "mode_paiement_libelle": ModePaiement(mode_paiement).label,
        "payee": _structure("Salle d’exemple"),
    }


def _cote(nom: str, fonction: str, structure: str, representant: str, qualite: str) -> dict[str, Any]:
    return {
        "nom": nom,
        "fonction": fonction,
        "structure": _structure(structure),
        "represente_sa_structure": False,
        "representant": representant,
        "qualite_du_representant": qualite,
    }


def _structure(nom: str) -> dict[str, str]:
    siret = "77567000300018"
    return {
        "nom": nom,
        "siret": siret,
        "siret_ecrit": "775 670 003 00018",
        "rna": "",
        "adresse": "1 rue de l’Exemple",
        "ville": "34000 Montpellier",
    }
