"""The signature of an agreement, on paper."""

from datetime import date
from hashlib import sha256

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from conventions import lectures, notifications
from conventions.droits import peut_etablir
from conventions.models import Convention
from socle import fichiers, horloge
from socle.acteurs import SYSTEME, Acteur
from socle.refus import Refus
from socle.workflow import franchir, refus_de, verrouiller


def verser_signee(convention: Convention, televerse: UploadedFile, *, derniere_signature: date, acteur: Acteur) -> Convention:
    """File the scan of the paper signed by the three parties; sessions may be held from the day of the last signature on.

    The same file twice is filed once. Raises Refus when the agreement is not to be signed now, not on that day, or when the file cannot
    be accepted.
    """
    with transaction.atomic():
        frais = verrouiller(convention)
        empreinte = _empreinte(televerse)
        if frais.etat == Convention.Etat.SIGNEE and peut_etablir(frais, acteur) and frais.signee_papier.empreinte == empreinte:
            return frais
        # Before the file is stored: a refusal undoes the row, not what was written on the disk.
        if refus := refus_de(frais, "signer", acteur):
            raise refus
        if phrase := lectures.empechement_de_signature(frais, derniere_signature):
            raise Refus(phrase)
        if frais.document and frais.document.empreinte == empreinte:
            raise Refus("Ce fichier est la convention telle qu’elle a été émise, sans signature : versez le scan de l’exemplaire signé.")
        exemplaire = fichiers.recevoir(televerse, dossier=frais.dossier, acteur=acteur, seulement=("pdf", "png", "jpg", "jpeg"))
        frais = franchir(
            frais,
            "signer",
            acteur=acteur,
            le=horloge.maintenant(),
            exemplaire=exemplaire,
            derniere_signature=derniere_signature,
            details={"empreinte": exemplaire.empreinte},
        )
        debut = max(frais.debut, derniere_signature)
        frais.accompagnement = franchir(
            frais.accompagnement, "conventionner", acteur=SYSTEME, debut=debut, fin=frais.fin, montant=frais.montant
        )
        notifications.annoncer_signature(frais)
    return frais


def _empreinte(televerse: UploadedFile) -> str:
    empreinte = sha256()
    for morceau in televerse.chunks():
        empreinte.update(morceau)
    televerse.seek(0)
    return empreinte.hexdigest()
