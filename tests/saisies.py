"""What one types in the form of a request, from what it asks."""

from dataclasses import asdict
from typing import Any

from candidatures.demande import Demande


def saisie_de(demande_: Demande) -> dict[str, Any]:
    """Return what one types in the form to ask this."""
    mentor_ = demande_.mentor
    pressentie = mentor_ and {
        "nom": mentor_.nom,
        "structure": mentor_.structure,
        "courriel": mentor_.courriel,
        "raison": mentor_.raison,
        "deja_contactee": "oui" if mentor_.deja_contactee else "non",
        "lien": "oui" if mentor_.lien_existant else "non",
    }
    niveaux = [{"competence": str(n.competence_id), "declare": str(n.declare), "vise": str(n.vise)} for n in demande_.niveaux]
    places: dict[str, list[dict[str, str]]] = {
        "adresse": [{"code_postal": demande_.code_postal, "commune": demande_.commune, "departement": demande_.departement_code}],
        "porteur": [{"fonction": demande_.fonction_porteur, "telephone": demande_.telephone_porteur}],
        "participants": [asdict(participant) for participant in demande_.participants],
        "objectifs": [{"texte": texte} for texte in demande_.objectifs],
        "competences": niveaux,
        "mentor": [pressentie] if pressentie else [],
    }
    return {
        "siret": demande_.siret or demande_.rna,
        "raison_sociale": demande_.raison_sociale,
        "type_structure": demande_.type_structure,
        "taille": demande_.taille,
        "intitule": demande_.intitule,
        "contexte": demande_.contexte,
        "dispositif": str(demande_.dispositif_id),
        "demi_journees": str(demande_.demi_journees),
        "porte": demande_.porte,
        "lieu": demande_.lieu,
        "periode": demande_.periode,
        "prescripteur": demande_.prescripteur,
        "declarations": ["verite", "gratuite", "information"],
    } | {
        f"{code}-{rang}-{nom}": valeur for code, lignes in places.items() for rang, une in enumerate(lignes) for nom, valeur in une.items()
    }
