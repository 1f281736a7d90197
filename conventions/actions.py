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
from programme.regles import montant
from socle import fichiers, horloge, travaux
from socle.acteurs import SYSTEME, Acteur
from socle.documents import production
from socle.models import Travail
from socle.refus import Refus, RefusDroit
from socle.workflow import franchir, journaliser, nom_objet, refus_de, verrouiller

from . import documents, notifications
from .droits import peut_conduire, peut_etablir
from .models import Convention


def preparer(accompagnement: Accompagnement, *, debut: date, fin: date, mode_paiement: str, payee: Structure, acteur: Acteur) -> Convention:
    """Prepare the agreement of a pair: dates, who is paid and how. Raises Refus with the reason."""
    if not peut_conduire(accompagnement, acteur):
        raise RefusDroit("Seule l’équipe pilote prépare une convention.")
    if fin < debut:
        raise Refus("La fin des séances vient après leur début.")
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
                montant=montant(frais.demi_journees, frais.dispositif.edition.prix_journee),
            )
            journaliser(convention, "preparer", acteur)
    except IntegrityError:
        raise Refus("Une convention est déjà en préparation pour cet accompagnement.") from None
    return convention


def emettre(convention: Convention, *, acteur: Acteur) -> Convention:
    """Freeze what the agreement says and reserve its amount on the line; a job makes the PDF. Said twice, it is said once.

    Raises Refus when the line has not enough, or when the mission of the edition is over.
    """
    with transaction.atomic():
        frais = verrouiller(convention)
        if frais.etat == Convention.Etat.EMISE and peut_etablir(frais, acteur):
            return frais
        edition = frais.accompagnement.dispositif.edition
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


def verser_signee(convention: Convention, televerse: UploadedFile, *, acteur: Acteur) -> Convention:
    """File the scan of the paper signed by the three parties; sessions may begin. The same file twice is filed once.

    Raises Refus when the agreement is not to be signed now, or when the file cannot be accepted.
    """
    with transaction.atomic():
        frais = verrouiller(convention)
        if frais.etat == Convention.Etat.SIGNEE and peut_etablir(frais, acteur) and _est_le_meme(frais, televerse):
            return frais
        # Before the file is stored: a refusal undoes the row, not what was written on the disk.
        if refus := refus_de(frais, "signer", acteur):
            raise refus
        exemplaire = fichiers.recevoir(televerse, dossier=frais.dossier, acteur=acteur, seulement=("pdf", "png", "jpg", "jpeg"))
        frais = franchir(
            frais, "signer", acteur=acteur, le=horloge.maintenant(), exemplaire=exemplaire, details={"empreinte": exemplaire.empreinte}
        )
        franchir(frais.accompagnement, "conventionner", acteur=SYSTEME, debut=frais.debut, fin=frais.fin)
        notifications.annoncer_signature(frais)
    return frais


def _est_le_meme(convention: Convention, televerse: UploadedFile) -> bool:
    empreinte = sha256()
    for morceau in televerse.chunks():
        empreinte.update(morceau)
    televerse.seek(0)
    return convention.signee_papier is not None and convention.signee_papier.empreinte == empreinte.hexdigest()


def annuler(convention: Convention, *, acteur: Acteur) -> Convention:
    """Cancel before signature; what was engaged is released."""
    with transaction.atomic():
        etait_emise = verrouiller(convention).etat == Convention.Etat.EMISE
        frais = franchir(convention, "annuler", acteur=acteur)
        if etait_emise:
            _liberer(frais, frais.demi_journees)
    return frais


def liberer_le_reste(accompagnement: Accompagnement) -> None:
    """Release on the line what the agreement of an accompagnement that is over gave and was not held; once."""
    convention = Convention.objects.filter(accompagnement=accompagnement, etat=Convention.Etat.SIGNEE).first()
    if convention and (reste := convention.demi_journees - accompagnement.demi_journees_tenues):
        _liberer(convention, reste)


def _liberer(convention: Convention, demi_journees: int) -> None:
    liberer(
        convention.accompagnement.dispositif.edition,
        origine=nom_objet(convention),
        demi_journees=demi_journees,
        montant=(convention.montant * demi_journees / convention.demi_journees).quantize(Decimal("0.01")),
    )
