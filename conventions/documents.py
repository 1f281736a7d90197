"""The content of the agreement, as frozen at emission."""

from typing import Any

from candidatures.models import Moment, Positionnement
from comptes.models import Instance, Mandat

from .models import Convention


def contexte(convention: Convention) -> dict[str, Any]:
    """Return all that the PDF says, as JSON values: the document is made from this and from nothing else."""
    accompagnement = convention.accompagnement
    candidature = accompagnement.candidature
    edition = accompagnement.dispositif.edition
    vises = Positionnement.objects.filter(participant=accompagnement.beneficiaire, moment__in=[Moment.T0, Moment.VISE])
    niveaux: dict[str, dict[str, Any]] = {}
    for ligne in vises.select_related("competence").order_by("competence__code"):
        niveaux.setdefault(ligne.competence.code, {"code": ligne.competence.code, "nom": ligne.competence.nom})[ligne.moment] = ligne.niveau
    return {
        "numero": convention.numero,
        "edition": edition.nom,
        "dispositif": str(accompagnement.dispositif),
        "intitule": candidature.intitule,
        "pilote": {"representants": _equipe_pilote()},
        "mentor": {
            "nom": accompagnement.mentor.personne.nom_complet,
            "fonction": accompagnement.mentor.fonction,
            "structure": _structure(accompagnement.mentor.structure),
        },
        "beneficiaire": {
            "nom": accompagnement.beneficiaire.personne.nom_complet,
            "fonction": accompagnement.beneficiaire.fonction,
            "structure": _structure(candidature.structure),
        },
        "objectifs": [objectif.texte for objectif in candidature.objectifs.all()],
        "niveaux": list(niveaux.values()),
        "debut": convention.debut.isoformat(),
        "fin": convention.fin.isoformat(),
        "demi_journees": convention.demi_journees,
        "montant": str(convention.montant),
        "prix_journee": str(edition.prix_journee),
        "mode_paiement": convention.mode_paiement,
        "mode_paiement_libelle": convention.get_mode_paiement_display(),
        "payee": _structure(convention.payee),
    }


def _structure(structure) -> dict[str, str]:
    siret = structure.sirets.order_by("pk").first()
    return {
        "nom": structure.raison_sociale,
        "siret": siret.numero if siret else "",
        "ville": f"{structure.code_postal} {structure.commune}".strip(),
    }


def _equipe_pilote() -> list[str]:
    mandats = Mandat.objects.en_cours().filter(instance=Instance.PILOTE).select_related("personne").order_by("pk")
    return [mandat.personne.nom_complet for mandat in mandats]
