"""Writing functions on people and structures."""

from datetime import date
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef

from socle import horloge
from socle.acteurs import Acteur
from socle.refus import Refus
from socle.workflow import journaliser

from . import notifications
from .models import Appartenance, Departement, Instance, Institution, Mandat, Personne, Siret, Structure
from .regles import texte_de_recherche


def trouver_ou_creer_personne(*, email: str | None, prenom: str = "", nom: str = "", telephone: str = "") -> Personne:
    """Return the person of this address, or a new one without account. What is already known is not overwritten."""
    identite: dict[str, Any] = {"prenom": prenom, "nom": nom, "telephone": telephone, "cree_le": horloge.maintenant()}
    if not email:
        return Personne.objects.create_user(None, **identite)
    email = email.strip().lower()
    _ecarter_inscription_sans_preuve(email)
    connues = Personne.objects.filter(email__iexact=email)
    if connue := connues.first():
        return connue
    try:
        with transaction.atomic():
            personne = Personne.objects.create_user(email, **identite)
            # Proved by the first code that signs in: without this row, allauth asks for a second one.
            EmailAddress.objects.create(user=personne, email=email, primary=True, verified=False)
            return personne
    except IntegrityError:
        # Another request named this person at the same instant.
        return connues.get()


def _ecarter_inscription_sans_preuve(email: str) -> None:
    """Delete who signed up with this address and never confirmed it: whoever it is knows the password, and may still change the address."""
    adresses = EmailAddress.objects.filter(user=OuterRef("pk"))
    sans_preuve = Personne.objects.filter(Exists(adresses), ~Exists(adresses.filter(verified=True)), email__iexact=email)
    # A person made by an invitation has no password: they are kept.
    sans_preuve.exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX).delete()


def retirer_mot_de_passe(personne: Personne) -> None:
    """Leave the account to codes and passkeys; every session opened so far ends, since its proof holds the password."""
    personne.set_unusable_password()
    personne.save(update_fields=["password"])


def noter_telephone(personne: Personne, telephone: str) -> None:
    """Keep the number that somebody gives for themself; saying nothing changes nothing."""
    if telephone and telephone != personne.telephone:
        personne.telephone = telephone
        personne.save(update_fields=["telephone"])


def trouver_ou_creer_structure(
    *,
    siret: str = "",
    rna: str = "",
    raison_sociale: str,
    type: str = "",
    commune: str = "",
    code_postal: str = "",
    departement: Departement | None = None,
) -> Structure:
    """Return the structure of this SIRET (its SIREN is the key), else of this RNA, or a new one; a new SIRET of a known one is added."""
    with transaction.atomic():
        structure, _ = Structure.objects.get_or_create(
            **({"siren": siret[:9]} if siret else {"rna": rna}),
            defaults={
                "raison_sociale": raison_sociale,
                "type": type,
                "commune": commune,
                "code_postal": code_postal,
                "departement": departement,
                "recherche": texte_de_recherche(raison_sociale, commune, siret or rna),
            },
        )
        if siret:
            Siret.objects.get_or_create(numero=siret, defaults={"structure": structure})
    return structure


def declarer_appartenance(personne: Personne, structure: Structure, *, fonction: str = "", est_representant: bool = False) -> Appartenance:
    """Note that a person says they belong to a structure; the pilot confirms later."""
    appartenance, _ = Appartenance.objects.get_or_create(
        personne=personne, structure=structure, defaults={"fonction": fonction, "est_representant": est_representant}
    )
    return appartenance


def donner_mandat(personne: Personne, instance: Instance, *, du: date, institution: Institution | None = None, acteur: Acteur) -> Mandat:
    """Give a role to a person from a day on, who is invited by mail to sign in; the same open mandate twice is one."""
    with transaction.atomic():
        mandat, nouveau = Mandat.objects.get_or_create(
            personne=personne, instance=instance, institution=institution, au=None, defaults={"du": du}
        )
        if nouveau:
            journaliser(mandat, "donner_mandat", acteur, instance=str(instance), personne=personne.pk)
            if not acteur.est_systeme:
                notifications.inviter(mandat)
    return mandat


def finir_mandat(mandat: Mandat, *, au: date | None, acteur: Acteur) -> Mandat:
    """Set the last day of a role, or none again. Raises Refus for a day before the first one."""
    if au is not None and au < mandat.du:
        raise Refus("La fin précède le début : choisissez une date plus tardive.")
    with transaction.atomic():
        frais = Mandat.objects.select_for_update().get(pk=mandat.pk)
        frais.au = au
        frais.save()
        journaliser(frais, "finir_mandat", acteur, personne=frais.personne_id)
    return frais
