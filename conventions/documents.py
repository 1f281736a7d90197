"""The content of the agreement, as frozen at emission."""

from typing import Any

from candidatures.models import Moment, Participant, Positionnement
from comptes.models import Appartenance, Instance, Institution, Mandat, Personne, Structure
from comptes.regles import siret_ecrit
from programme.models import Dispositif
from programme.regles import part
from referentiel.niveaux import Niveau
from socle import horloge
from socle.documents.production import entete

from . import regles
from .models import Convention

# The organisation that runs the programme, when `Institution` holds it.
CODE_PILOTE = "structure-pilote"
NATURES = {Dispositif.Code.TSF: "transfert de savoir-faire", Dispositif.Code.MENTORAT: "mentorat-compagnonnage"}


def contexte(convention: Convention) -> dict[str, Any]:
    """Return all that the PDF says, as JSON values: the document is made from this and from nothing else."""
    accompagnement = convention.accompagnement
    candidature = accompagnement.candidature
    duree = _duree(convention.demi_journees)
    nature = NATURES[Dispositif.Code(accompagnement.dispositif.code)]
    mentor, accompagnee = accompagnement.mentor, accompagnement.beneficiaire
    return {
        "entete": entete(
            genre="Convention tripartite",
            titre=candidature.intitule,
            jour=horloge.aujourdhui(),
            numero=convention.numero,
            chapo=f"Un {nature} de {duree}, entre {mentor.personne} et {candidature.structure}.",
        ),
        "numero": convention.numero,
        "edition": accompagnement.dispositif.edition.nom,
        "dispositif": str(accompagnement.dispositif),
        "nature": nature,
        "intitule": candidature.intitule,
        "pilote": _pilote(),
        "mentor": _partie(mentor.personne, str(mentor.personne), mentor.fonction, mentor.structure),
        "beneficiaire": _partie(accompagnee.personne, str(accompagnee), accompagnee.fonction, candidature.structure),
        "autres_participants": _autres_participants(accompagnee),
        "objectifs": [objectif.texte for objectif in candidature.objectifs.all()],
        "niveaux": _niveaux(accompagnee),
        "debut": convention.debut.isoformat(),
        "fin": convention.fin.isoformat(),
        "demi_journees": convention.demi_journees,
        "duree": duree,
        **_prise_en_charge(convention),
    }


def _duree(demi_journees: int) -> str:
    return f"{regles.en_lettres(demi_journees, feminin=True)} demi-journée{'s' if demi_journees > 1 else ''}"


def _prise_en_charge(convention: Convention) -> dict[str, Any]:
    return {
        "montant": str(convention.montant),
        "montant_en_lettres": regles.montant_en_lettres(convention.montant),
        "prix_demi_journee": str(part(convention.montant, 1, convention.demi_journees)),
        "mode_paiement": convention.mode_paiement,
        "mode_paiement_libelle": convention.get_mode_paiement_display(),
        "payee": _structure(convention.payee),
    }


def _pilote() -> dict[str, Any]:
    institution = Institution.objects.filter(code=CODE_PILOTE).first()
    mandats = Mandat.objects.en_cours().filter(instance=Instance.PILOTE).select_related("personne").order_by("pk")
    return {"nom": institution.nom if institution else "", "representants": [mandat.personne.nom_complet for mandat in mandats]}


def _partie(personne: Personne, nom: str, fonction: str, structure: Structure) -> dict[str, Any]:
    """Return one side: the person, their structure, and who signs for it (None: the person themself)."""
    representant = Appartenance.objects.filter(structure=structure, est_representant=True).select_related("personne").order_by("pk").first()
    signe_seule = representant is not None and representant.personne_id == personne.pk
    return {
        "nom": nom,
        "fonction": fonction,
        "structure": _structure(structure),
        "represente_sa_structure": signe_seule,
        "representant": "" if representant is None else representant.personne.nom_complet,
        "qualite_du_representant": "" if representant is None else representant.fonction,
    }


def _structure(structure: Structure) -> dict[str, str]:
    siret = structure.sirets.order_by("pk").first()
    numero = siret.numero if siret else ""
    return {
        "nom": structure.raison_sociale,
        "siret": numero,
        "siret_ecrit": siret_ecrit(numero),
        "rna": structure.rna or "",
        "ville": f"{structure.code_postal} {structure.commune}".strip(),
    }


def _autres_participants(accompagnee: Participant) -> list[str]:
    autres = Participant.objects.filter(candidature=accompagnee.candidature_id).exclude(pk=accompagnee.pk)
    return [str(participant) for participant in autres]


def _niveaux(accompagnee: Participant) -> list[dict[str, Any]]:
    """Return, per competence, the level agreed at the diagnosis and the one wanted, in words too."""
    lignes = Positionnement.objects.filter(participant=accompagnee, moment__in=[Moment.T0, Moment.VISE]).select_related("competence")
    niveaux: dict[str, dict[str, Any]] = {}
    for ligne in lignes.order_by("competence__code"):
        competence = niveaux.setdefault(ligne.competence.code, {"code": ligne.competence.code, "nom": ligne.competence.nom})
        competence[ligne.moment] = ligne.niveau
        competence[f"{ligne.moment}_en_mots"] = Niveau(ligne.niveau).label
    vides: dict[str, Any] = {"t0": None, "t0_en_mots": "", "vise": None, "vise_en_mots": ""}
    return [vides | competence for competence in niveaux.values()]
