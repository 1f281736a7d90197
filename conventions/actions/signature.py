"""The signatures on paper, and what the last signature does, online or on paper."""

from collections.abc import Collection
from datetime import date, datetime, time
from hashlib import sha256
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from conventions import lectures, notifications, preuves
from conventions.droits import peut_etablir
from conventions.models import Convention, GenrePreuve, Signataire
from socle import fichiers, horloge, travaux
from socle.acteurs import SYSTEME, Acteur
from socle.models import Fichier
from socle.refus import Refus, RefusDroit
from socle.workflow import franchir, journaliser, refus_de, verrouiller

from .effet import prendre_effet
from .signataires import inviter

PAPIERS = ("pdf", "png", "jpg", "jpeg")


def verser_signee(
    convention: Convention,
    televerse: UploadedFile,
    *,
    derniere_signature: date,
    acteur: Acteur,
    signataires: Collection[Signataire] | None = None,
) -> Convention:
    """File the scan of a paper signed by these people (all those still awaited when nobody is named), on the day that the last one wrote.

    The same file twice is filed once. Raises Refus when the agreement is not to be signed now, not on that day, when nobody is left to
    sign, or when the file cannot be accepted.
    """
    with transaction.atomic():
        frais = verrouiller(convention)
        empreinte = _empreinte(televerse)
        if not peut_etablir(frais, acteur):
            raise RefusDroit("Seule l’équipe pilote verse un exemplaire signé.")
        vises = _vises(frais, signataires)
        connu = _deja_verse(frais, empreinte)
        if connu and not vises:
            return frais
        # Before the file is stored: a refusal undoes the row, not what was written on the disk.
        if refus := refus_de(frais, "signer", SYSTEME):
            raise refus
        if phrase := lectures.empechement_de_signature(frais, derniere_signature):
            raise Refus(phrase)
        if frais.document.empreinte == empreinte:
            raise Refus("Ce fichier est le document tel qu’il a été émis, sans signature : versez le scan de l’exemplaire signé.")
        if not vises:
            raise Refus("Ces personnes ont déjà signé : choisissez celles dont l’exemplaire porte la signature.")
        exemplaire = connu or fichiers.recevoir(televerse, dossier=frais.dossier, acteur=acteur, seulement=PAPIERS)
        _signer_sur_papier(frais, vises, exemplaire, derniere_signature, acteur)
        return conclure(frais)


def _vises(convention: Convention, signataires: Collection[Signataire] | None) -> list[Signataire]:
    inviter(convention)
    attendus = convention.signataires.attendus().select_related("personne")
    return list(attendus if signataires is None else attendus.filter(pk__in=[signataire.pk for signataire in signataires]))


def _deja_verse(convention: Convention, empreinte: str) -> Fichier | None:
    porteur = convention.signataires.filter(exemplaire__empreinte=empreinte).select_related("exemplaire").first()
    return porteur.exemplaire if porteur else None


def _signer_sur_papier(convention: Any, vises: list[Signataire], exemplaire: Fichier, jour: date, acteur: Acteur) -> None:
    le = timezone.make_aware(datetime.combine(jour, time(12)))
    for signataire in vises:
        frais = franchir(signataire, "signer_sur_papier", acteur=acteur, le=le, exemplaire=exemplaire)
        notifications.retenir_les_appels(frais)
        preuves.ecrire(
            convention,
            GenrePreuve.PAPIER,
            signataire=frais,
            nom=frais.nom,
            qualite=frais.qualite,
            au_titre=frais.au_titre,
            exemplaire=exemplaire.empreinte,
            date_de_la_derniere_signature=jour.isoformat(),
            document=convention.document.empreinte,
            verse_par=acteur.code,
        )
    journaliser(convention, "verser_exemplaire", acteur, empreinte=exemplaire.empreinte, signataires=[vise.pk for vise in vises])


def conclure(convention: Convention) -> Convention:
    """When nobody is awaited any more, the agreement is signed and takes effect. Under the lock of the file; twice is once."""
    frais = verrouiller(convention)
    signatures = list(frais.signataires.vivants())
    if frais.etat != Convention.Etat.EMISE or any(signature.etat != Signataire.Etat.SIGNE for signature in signatures) or not signatures:
        return frais
    derniere = max(timezone.localtime(signature.signe_le).date() for signature in signatures)
    frais = franchir(frais, "signer", acteur=SYSTEME, le=horloge.maintenant(), derniere_signature=derniere)
    preuves.ecrire(frais, GenrePreuve.COMPLETE, derniere_signature=derniere.isoformat(), document=frais.document.empreinte)
    prendre_effet(frais)
    notifications.annoncer_signature(frais)
    travaux.planifier("sceau", frais.pk, cle=f"sceau:{frais.pk}")
    return frais


def _empreinte(televerse: UploadedFile) -> str:
    empreinte = sha256()
    for morceau in televerse.chunks():
        empreinte.update(morceau)
    televerse.seek(0)
    return empreinte.hexdigest()
