"""From the draft to the sent request."""

from functools import partial
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction

from candidatures import droits, notifications
from candidatures.demande import VERSION_DECLARATIONS, Demande
from candidatures.models import Appel, Candidature, Moment, Positionnement, Source
from candidatures.signaux import candidature_sortie
from comptes.acteurs import est_connecte
from comptes.actions import declarer_appartenance, noter_telephone, trouver_ou_creer_personne, trouver_ou_creer_structure
from comptes.models import Departement
from socle import fichiers, horloge
from socle.acteurs import Acteur
from socle.models import Compteur, Dossier, Fichier
from socle.refus import Refus, RefusDroit, RefusEtat
from socle.workflow import franchir, journaliser, verrouiller

from .complements import fermer_le_complement
from .decisions import annuler_ce_qui_est_retenu, rendre_ce_qui_etait_accorde
from .suivi import indexer


def commencer(appel: Appel, *, acteur: Acteur) -> Candidature:
    """Return the draft of this person under this call, made if there is none: a second click opens the same draft."""
    if not est_connecte(acteur):
        raise RefusDroit("Connectez-vous pour commencer une candidature.")
    if not appel.est_ouvert:
        raise Refus("Cet appel n’est pas ouvert : il n’est pas possible d’y déposer une candidature.")
    mien = Candidature.objects.filter(appel=appel, porteur=acteur.personne, etat=Candidature.Etat.BROUILLON).select_related("dossier")
    if brouillon := mien.first():
        return brouillon
    try:
        with transaction.atomic():
            maintenant = horloge.maintenant()
            dossier = Dossier.objects.create(ouvert_le=maintenant)
            candidature = Candidature.objects.create(dossier=dossier, appel=appel, porteur=acteur.personne, modifiee_le=maintenant)
            journaliser(candidature, "commencer", acteur)
            return candidature
    except IntegrityError:
        # Two clicks at the same instant: the constraint let one draft through, both land on it.
        return mien.get()


def _brouillon(candidature: Candidature, acteur: Acteur) -> Candidature:
    """Lock a draft that this actor may write in."""
    frais = verrouiller(candidature)
    if acteur.personne is None or frais.porteur_id != acteur.personne.pk:
        raise RefusDroit("Ce brouillon n’est pas le vôtre.")
    if frais.etat != Candidature.Etat.BROUILLON:
        raise RefusEtat(f"Cette candidature est déjà envoyée, sous le numéro {frais.dossier.numero}.")
    return frais


def enregistrer_brouillon(candidature: Candidature, saisie: dict[str, Any], *, acteur: Acteur) -> Candidature:
    """Keep what was typed, right or wrong."""
    with transaction.atomic():
        frais = _brouillon(candidature, acteur)
        frais.saisie = saisie
        frais.modifiee_le = horloge.maintenant()
        frais.save()
    return frais


def joindre_piece(candidature: Candidature, televerse: UploadedFile, *, acteur: Acteur) -> Candidature:
    """Attach the file of the request, in the place of the former one. Raises Refus when the file cannot be accepted."""
    with transaction.atomic():
        frais = _brouillon(candidature, acteur)
        _poser_piece(frais, fichiers.recevoir(televerse, dossier=frais.dossier, acteur=acteur))
    return frais


def retirer_piece(candidature: Candidature, *, acteur: Acteur) -> Candidature:
    """Take the file off the draft, and forget it."""
    with transaction.atomic():
        frais = _brouillon(candidature, acteur)
        _poser_piece(frais, None)
    return frais


def _poser_piece(candidature: Candidature, piece: Fichier | None) -> None:
    """Write the file of a draft; the former one, that nobody was given to read, is deleted with its content."""
    ancienne, candidature.piece = candidature.piece, piece
    candidature.modifiee_le = horloge.maintenant()
    candidature.save()
    if ancienne is not None:
        transaction.on_commit(partial(ancienne.contenu.storage.delete, str(ancienne.contenu.name)))
        ancienne.delete()


def deposer(candidature: Candidature, demande: Demande, *, acteur: Acteur) -> Candidature:
    """Send the request to the pilot: typed rows, number, acknowledgement. A request already sent is returned as it is."""
    with transaction.atomic():
        actuelle = verrouiller(candidature)
        if actuelle.etat != Candidature.Etat.BROUILLON and acteur.personne is not None and actuelle.porteur_id == acteur.personne.pk:
            return actuelle
        frais = _brouillon(candidature, acteur)
        _ecrire_reponses(frais, demande)
        details = {"declarations": VERSION_DECLARATIONS}
        frais = franchir(frais, "deposer", acteur=acteur, details=details, le=horloge.maintenant())
        # The number is taken last: it is the one row that all sendings share.
        frais.dossier.numero = Compteur.objects.prendre("DOS", horloge.aujourdhui().year)
        frais.dossier.save()
        indexer(frais)
        notifications.accuser_depot(frais)
    return frais


def _ecrire_reponses(candidature: Candidature, demande: Demande) -> None:
    """Copy the answers to the typed columns and rows."""
    candidature.structure = trouver_ou_creer_structure(
        siret=demande.siret,
        raison_sociale=demande.raison_sociale,
        type=demande.type_structure,
        commune=demande.commune,
        code_postal=demande.code_postal,
        departement=Departement.objects.filter(pk=demande.departement_code).first(),
    )
    candidature.dispositif_id = demande.dispositif_id
    candidature.demi_journees_souhaitees = demande.demi_journees
    candidature.intitule = demande.intitule
    candidature.contexte = demande.contexte
    candidature.save()
    declarer_appartenance(candidature.porteur, candidature.structure, fonction=demande.fonction_porteur)
    noter_telephone(candidature.porteur, demande.telephone_porteur)
    for rang, texte in enumerate(demande.objectifs, start=1):
        candidature.objectifs.create(rang=rang, texte=texte)
    # In the order of their addresses: two requests that name the same people wait for one another, never both.
    personnes = {
        accompagnee: trouver_ou_creer_personne(email=accompagnee.email, prenom=accompagnee.prenom, nom=accompagnee.nom)
        for accompagnee in sorted(demande.participants, key=lambda accompagnee: accompagnee.email)
    }
    for place, accompagnee in enumerate(demande.participants):
        candidature.participants.create(
            personne=personnes[accompagnee],
            prenom=accompagnee.prenom,
            nom=accompagnee.nom,
            fonction=accompagnee.fonction,
            statut=accompagnee.statut,
            est_referente=place == 0,
        )
    referente = candidature.participants.get(est_referente=True)
    Positionnement.objects.bulk_create(
        Positionnement(participant=referente, competence_id=niveau.competence_id, moment=moment, source=Source.ACCOMPAGNE, niveau=valeur)
        for niveau in demande.niveaux
        for moment, valeur in ((Moment.DECLARE, niveau.declare), (Moment.VISE, niveau.vise))
    )


def retirer(candidature: Candidature, *, acteur: Acteur) -> Candidature:
    """Withdraw a sent request; what was granted is given back, what was under way hears of it. A second click changes nothing."""
    with transaction.atomic():
        actuelle = verrouiller(candidature)
        if actuelle.etat == Candidature.Etat.RETIREE and droits.peut_retirer(actuelle, acteur):
            return actuelle
        frais = franchir(actuelle, "retirer", acteur=acteur)
        annuler_ce_qui_est_retenu(frais)
        fermer_le_complement(frais)
        if actuelle.etat == Candidature.Etat.ACCEPTEE:
            rendre_ce_qui_etait_accorde(frais)
        candidature_sortie.send(sender=Candidature, candidature=frais, acteur=acteur)
    return frais
