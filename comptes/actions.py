"""Writing functions on people and structures."""

from datetime import date

from django.db import transaction

from socle import horloge
from socle.acteurs import Acteur
from socle.refus import Refus
from socle.workflow import journaliser

from .models import Appartenance, Departement, Instance, Institution, Mandat, Personne, Siret, Structure
from .regles import texte_de_recherche


def trouver_ou_creer_personne(*, email: str | None, prenom: str = "", nom: str = "", telephone: str = "") -> Personne:
    """Return the person of this address, or a new one without account. What is already known is not overwritten."""
    if email:
        email = email.strip().lower()
        if connue := Personne.objects.filter(email__iexact=email).first():
            return connue
    return Personne.objects.create_user(email, prenom=prenom, nom=nom, telephone=telephone, cree_le=horloge.maintenant())


def trouver_ou_creer_structure(
    *, siret: str, raison_sociale: str, type: str = "", commune: str = "", code_postal: str = "", departement: Departement | None = None
) -> Structure:
    """Return the structure of this SIRET (its SIREN is the key), or a new one; a new SIRET of a known structure is added."""
    with transaction.atomic():
        structure, _ = Structure.objects.get_or_create(
            siren=siret[:9],
            defaults={
                "raison_sociale": raison_sociale,
                "type": type,
                "commune": commune,
                "code_postal": code_postal,
                "departement": departement,
                "recherche": texte_de_recherche(raison_sociale, commune, siret),
            },
        )
        Siret.objects.get_or_create(numero=siret, defaults={"structure": structure})
    return structure


def declarer_appartenance(personne: Personne, structure: Structure, *, fonction: str = "", est_representant: bool = False) -> Appartenance:
    """Note that a person says they belong to a structure; the pilot confirms later."""
    appartenance, _ = Appartenance.objects.get_or_create(
        personne=personne, structure=structure, defaults={"fonction": fonction, "est_representant": est_representant}
    )
    return appartenance


def donner_mandat(personne: Personne, instance: Instance, *, du: date, institution: Institution | None = None, acteur: Acteur) -> Mandat:
    """Give a role to a person from a day on; the same open mandate twice is one."""
    with transaction.atomic():
        mandat, nouveau = Mandat.objects.get_or_create(
            personne=personne, instance=instance, institution=institution, au=None, defaults={"du": du}
        )
        if nouveau:
            journaliser(mandat, "donner_mandat", acteur, instance=str(instance), personne=personne.pk)
    return mandat


def finir_mandat(mandat: Mandat, *, au: date | None, acteur: Acteur) -> Mandat:
    """Set the last day of a role, or none again. Raises Refus for a day before the first one."""
    if au is not None and au < mandat.du:
        raise Refus("Un mandat finit après avoir commencé.")
    with transaction.atomic():
        frais = Mandat.objects.select_for_update().get(pk=mandat.pk)
        frais.au = au
        frais.save()
        journaliser(frais, "finir_mandat", acteur, personne=frais.personne_id)
    return frais
