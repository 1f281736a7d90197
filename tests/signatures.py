"""Who signs an agreement, by what, and what they drop signed on paper."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from comptes.acteurs import ActeurLien
from comptes.liens import Navigateur
from comptes.models import Appartenance, LienPersonnel, Personne, Structure
from conventions import actions as a_conventions
from conventions.droits import BUT
from conventions.models import Convention, Signataire
from tests.entourage import acteur, personne

NAVIGATEUR = Navigateur("192.0.2.7", "Navigateur d’essai")
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def signature(convention_: Convention, partie: str = "mentor") -> Signataire:
    """Return the first signature of one side ("pilote", "mentor", "beneficiaire") of an issued agreement."""
    return Signataire.objects.filter(convention=convention_, partie=partie).first()


def signer(signataire: Signataire, **accord: Any) -> Signataire:
    """Sign online, signed in."""
    saisie = a_conventions.Accord(**({"nom": signataire.nom} | accord))
    return a_conventions.signer(signataire, saisie, acteur=acteur(signataire.personne), navigateur=NAVIGATEUR)


def refuser(signataire: Signataire, motif: str = "Les dates ne conviennent plus.") -> Signataire:
    """Refuse to sign, signed in."""
    return a_conventions.refuser(signataire, motif=motif, acteur=acteur(signataire.personne), navigateur=NAVIGATEUR)


def par_lien(signataire: Signataire) -> ActeurLien:
    """Return who signs as the holder of the link of their mail."""
    return ActeurLien(LienPersonnel.objects.select_related("personne").get(but=BUT, objet_id=signataire.pk))


def representant(structure_: Structure, email: str = "representante@exemple.test") -> Personne:
    """Return the legal representative of a structure, who has no account."""
    elle = personne(email, prenom="Odile", nom="Ferrer")
    qualite = {"fonction": "Présidente", "est_representant": True}
    Appartenance.objects.update_or_create(structure=structure_, personne=elle, defaults=qualite)
    return elle


def exemplaire_signe(de: str = "") -> SimpleUploadedFile:
    """Return the scan of a signed paper; that of another agreement (`de`) has other bytes."""
    return SimpleUploadedFile("convention-signee.pdf", PDF + de.encode(), content_type="application/pdf")
