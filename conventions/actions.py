"""Writing functions on agreements."""

from datetime import date
from decimal import Decimal
from hashlib import sha256

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction

from accompagnements.models import Accompagnement
from comptes.models import Structure
from programme.actions import engager, liberer
from programme.models import Edition
from programme.regles import montant, part
from socle import fichiers, horloge, travaux
from socle.acteurs import SYSTEME, Acteur
from socle.documents import production
from socle.models import Travail
from socle.refus import Refus, RefusDroit
from socle.workflow import franchir, journaliser, nom_objet, refus_de, verrouiller

from . import documents, lectures, notifications
from .droits import peut_annuler, peut_conduire, peut_etablir
from .models import Convention, ModePaiement


def preparer(accompagnement: Accompagnement, *, debut: date, fin: date, mode_paiement: str, payee: Structure, acteur: Acteur) -> Convention:
    """Prepare the agreement of a pair: dates, who is paid and how. Raises Refus with the reason."""
    if not peut_conduire(accompagnement, acteur):
        raise RefusDroit("Seule l’équipe pilote prépare une convention.")
    if fin < debut:
        raise Refus("La fin précède le début : choisissez une date plus tardive.")
    try:
        with transaction.atomic():
            frais = verrouiller(accompagnement)
            if frais.etat != Accompagnement.Etat.PREPARE:
                raise Refus("Cet accompagnement a déjà sa convention.")
            rang = frais.conventions.count() + 1
            convention = Convention.objects.create(
                dossier=frais.dossier,
                accompagnement=frais,
                numero=f"{frais.numero}-C{rang}",
                debut=debut,
                fin=fin,
                demi_journees=frais.demi_journees,
                mode_paiement=mode_paiement,
                payee=payee,
                montant=_montant(frais, mode_paiement),
            )
            journaliser(convention, "preparer", acteur)
    except IntegrityError:
        raise Refus("Une convention est déjà en préparation pour cet accompagnement.") from None
    return convention


def _montant(accompagnement: Accompagnement, mode_paiement: str) -> Decimal:
    """Return what the agreement costs at most; who renounces costs nothing, so that nothing is reserved or spent."""
    if mode_paiement == ModePaiement.RENONCIATION:
        return Decimal(0)
    return montant(accompagnement.demi_journees, accompagnement.dispositif.edition.prix_journee)


def emettre(convention: Convention, *, acteur: Acteur) -> Convention:
    """Freeze what the agreement says and reserve its amount on the line; a job makes the PDF. Said twice, it is said once.

    Raises Refus when the line has not enough, or when the mission of the edition is over.
    """
    with transaction.atomic():
        frais = verrouiller(convention)
        if frais.etat == Convention.Etat.EMISE and peut_etablir(frais, acteur):
            return frais
        edition = frais.accompagnement.dispositif.edition
        if edition.etat == Edition.Etat.PREPAREE:
            raise Refus("Cette édition n’est pas encore ouverte : la convention pourra être émise dès son ouverture.")
        if edition.etat != Edition.Etat.OUVERTE:
            raise Refus("La mission de cette édition est achevée : aucune nouvelle convention ne peut être émise.")
        frais = franchir(frais, "emettre", acteur=acteur, le=horloge.maintenant(), contexte=documents.contexte(frais))
        engager(edition, origine=nom_objet(frais), demi_journees=frais.demi_journees, montant=frais.montant)
        travaux.planifier("convention", frais.pk, cle=f"convention:{frais.pk}")
    return frais


def produire_document(travail: Travail) -> None:
    """Job "convention": render outside any transaction, then store if the frozen context is still the one rendered."""
    convention = Convention.objects.select_related("dossier").get(pk=travail.objet_id)
    if convention.document_id or convention.etat != Convention.Etat.EMISE:
        return
    rendu = production.preparer("convention", "convention", convention.contexte, nom=f"{convention.numero}.pdf", le=convention.emise_le)
    with transaction.atomic():
        frais = verrouiller(convention)
        if frais.document_id or frais.etat != Convention.Etat.EMISE:
            return
        frais.document = production.enregistrer(rendu, contexte=frais.contexte, dossier=frais.dossier)
        frais.save()
        journaliser(frais, "produire_document", SYSTEME, empreinte=frais.document.empreinte)
        notifications.envoyer_a_signer(frais)


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


def annuler(convention: Convention, *, acteur: Acteur) -> Convention:
    """Cancel before signature; once issued, what was engaged is released and both sides are told."""
    with transaction.atomic():
        frais = franchir(convention, "annuler", acteur=acteur)
        if frais.emise_le:
            _liberer(frais)
            notifications.annoncer_annulation(frais)
    return frais


def defaire(accompagnement: Accompagnement, *, acteur: Acteur) -> None:
    """Undo the agreement of a pair given up: cancelled before its signature, terminated after. Both sides read it with the pair.

    Raises Refus when it was issued and this actor could not cancel it.
    """
    convention = Convention.objects.en_vigueur().filter(accompagnement=accompagnement).first()
    if convention is None:
        return
    if convention.emise_le and not peut_annuler(convention, acteur):
        raise Refus("La convention est déjà émise : demandez d’abord à l’équipe pilote de l’annuler.")
    frais = franchir(convention, "resilier" if convention.etat == Convention.Etat.SIGNEE else "annuler", acteur=SYSTEME)
    if frais.emise_le:
        _liberer(frais)


def liberer_le_reste(accompagnement: Accompagnement) -> None:
    """Release on the line what the agreement of an accompagnement that is over gave and was not held; once."""
    if convention := Convention.objects.filter(accompagnement=accompagnement, etat=Convention.Etat.SIGNEE).first():
        _liberer(convention)


def _liberer(convention: Convention) -> None:
    tenues = convention.accompagnement.demi_journees_tenues
    if reste := convention.demi_journees - tenues:
        liberer(
            convention.accompagnement.dispositif.edition,
            origine=nom_objet(convention),
            demi_journees=reste,
            montant=convention.montant - part(convention.montant, tenues, convention.demi_journees),
        )
