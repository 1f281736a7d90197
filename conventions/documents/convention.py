"""The content of an agreement: its data, and the articles of the template expanded with them."""

from typing import Any

from django.conf import settings

from candidatures.models import Moment, Participant, Positionnement
from comptes.models import Instance, Institution, Mandat, Structure
from comptes.regles import siret_ecrit
from conventions import clauses, regles
from conventions.lectures import parties
from conventions.models import Convention, Cote, Partie, VersionModele
from programme.models import Dispositif
from programme.regles import part
from referentiel.niveaux import Niveau
from socle import horloge
from socle.documents.production import entete

from .valeurs import valeurs, vraies

# The organisation that runs the programme, when `Institution` holds it.
CODE_PILOTE = "structure-pilote"
NATURES = {Dispositif.Code.TSF: "transfert de savoir-faire", Dispositif.Code.MENTORAT: "mentorat-compagnonnage"}


def contexte(convention: Convention) -> dict[str, Any]:
    """Return all that the PDF says, as JSON values: the document is made from this and from nothing else.

    Before emission the last validated version of the template speaks; without any, there are no articles.
    """
    donnees = _donnees(convention)
    version = convention.version_modele or VersionModele.objects.en_vigueur()
    return donnees | articles(version, donnees)


def articles(version: VersionModele | None, donnees: dict[str, Any]) -> dict[str, Any]:
    """Return the expanded articles of a version, and which version it is."""
    if version is None:
        return {"articles": [], "modele": None}
    ecrites = version.ecrites()
    sections = clauses.deployer(ecrites, valeurs=valeurs(donnees), vraies=vraies(donnees))
    modele = {"version": version.numero, "empreinte": clauses.empreinte(ecrites)}
    return {"articles": sections, "modele": modele}


def adresse_de_verification(numero: str) -> str:
    """Return the public address where a document with this number is checked."""
    return f"{settings.ADRESSE_PUBLIQUE}/verifier/{numero}/"


def _donnees(convention: Convention) -> dict[str, Any]:
    accompagnement = convention.accompagnement
    candidature = accompagnement.candidature
    duree = _duree(convention.demi_journees)
    nature = NATURES[Dispositif.Code(accompagnement.dispositif.code)]
    cotes = parties(convention)
    mentor, beneficiaire = cotes[Cote.MENTOR], cotes[Cote.BENEFICIAIRE]
    return {
        "entete": entete(
            genre="Convention tripartite",
            titre=candidature.intitule,
            jour=horloge.aujourdhui(),
            numero=convention.numero,
            chapo=f"Un {nature} de {duree}, entre {mentor.nom} et {beneficiaire.structure_nom}.",
        ),
        "numero": convention.numero,
        "verification": adresse_de_verification(convention.numero),
        "edition": accompagnement.dispositif.edition.nom,
        "dispositif": str(accompagnement.dispositif),
        "code_dispositif": accompagnement.dispositif.code,
        "nature": nature,
        "intitule": candidature.intitule,
        "pilote": _pilote(convention),
        "mentor": _partie(mentor),
        "beneficiaire": _partie(beneficiaire),
        "autres_participants": _autres_participants(accompagnement.beneficiaire),
        "objectifs": [objectif.texte for objectif in candidature.objectifs.all()],
        "niveaux": _niveaux(accompagnement.beneficiaire),
        "debut": convention.debut.isoformat(),
        "fin": convention.fin.isoformat(),
        "demi_journees": convention.demi_journees,
        "duree": duree,
        "modalite": convention.modalite,
        "modalite_libelle": convention.get_modalite_display(),
        "lieu": convention.lieu,
        "captation": convention.captation,
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


def _pilote(convention: Convention) -> dict[str, Any]:
    """Return the structure pilote and who signs for it: who was chosen, else the first of the team."""
    institution = Institution.objects.filter(code=CODE_PILOTE).first()
    signe = convention.representant_pilote
    if signe is None:
        mandat = Mandat.objects.en_cours().filter(instance=Instance.PILOTE).select_related("personne").order_by("pk").first()
        signe = mandat.personne if mandat else None
    return {
        "nom": institution.nom if institution else "",
        "siret_ecrit": siret_ecrit(institution.siret) if institution else "",
        "adresse": institution.adresse if institution else "",
        "representant": signe.nom_complet if signe else "",
    }


def _partie(partie: Partie) -> dict[str, Any]:
    """Return one side: the person, their structure, and who signs for it."""
    return {
        "nom": partie.nom,
        "fonction": partie.fonction,
        "structure": {
            "nom": partie.structure_nom,
            "siret": partie.siret,
            "siret_ecrit": partie.siret_ecrit,
            "rna": partie.rna,
            "adresse": partie.adresse,
            "ville": partie.ville,
        },
        "represente_sa_structure": partie.represente_sa_structure,
        "representant": "" if partie.represente_sa_structure else partie.representant_nom,
        "qualite_du_representant": "" if partie.represente_sa_structure else partie.representant_qualite,
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
