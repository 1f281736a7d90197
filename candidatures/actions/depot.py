"""From the draft to the sent request."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction

from candidatures import droits, notifications
from candidatures.demande import VERSION_DECLARATIONS, Demande
from candidatures.models import Appel, Candidature
from candidatures.models.etats import diagnostic_rempli
from candidatures.signaux import candidature_sortie
from comptes.acteurs import est_connecte
from comptes.models import Personne
from questionnaires import actions as a_questionnaires
from questionnaires.models import Reponses, Version
from socle import horloge, travaux
from socle.acteurs import Acteur
from socle.models import Compteur, Dossier
from socle.refus import Refus, RefusDroit, RefusEtat
from socle.workflow import franchir, journaliser, verrouiller

from .contenu import copier
from .decisions import annuler_ce_qui_est_retenu, fermer_le_complement, rendre_ce_qui_etait_accorde
from .suivi import indexer


@dataclass(frozen=True)
class Enregistrement:
    """Answers as they are kept now; `conflits` holds, by field, what another tab wrote meanwhile and that was not overwritten."""

    reponses: Reponses
    conflits: a_questionnaires.Conflits


def commencer(appel: Appel, *, acteur: Acteur) -> Candidature:
    """Return the draft of this person under this call, made if there is none: a second click opens the same draft."""
    if not est_connecte(acteur):
        raise RefusDroit("Connectez-vous pour commencer une candidature.")
    if not appel.est_ouvert or appel.questionnaire_version is None:
        raise Refus("Cet appel n’est pas ouvert : il n’est pas possible d’y déposer une candidature.")
    mien = Candidature.objects.filter(appel=appel, porteur=acteur.personne, etat=Candidature.Etat.BROUILLON).select_related("dossier")
    if brouillon := mien.first():
        return brouillon
    try:
        with transaction.atomic():
            dossier = Dossier.objects.create(ouvert_le=horloge.maintenant())
            version = appel.questionnaire_version
            reponses = a_questionnaires.ouvrir(version, dossier=dossier, saisie=_depart(version, acteur.personne))
            candidature = Candidature.objects.create(dossier=dossier, appel=appel, porteur=acteur.personne, reponses=reponses)
            journaliser(candidature, "commencer", acteur)
            return candidature
    except IntegrityError:
        # Two clicks at the same instant: the constraint let one draft through, both land on it.
        return mien.get()


def _depart(version: Version, porteur: Personne) -> dict[str, str]:
    """Begin with what is known: the person who carries the request is most often the one who is accompanied."""
    participants, moi = (version.lue.rattachee(rattachement) for rattachement in ("participants", "porteur"))
    connu = {"prenom": porteur.prenom, "nom": porteur.nom, "email": porteur.email or ""}
    depart = {f"{participants.code}-0-{nom}": valeur for nom, valeur in connu.items()} if participants else {}
    return depart | ({f"{moi.code}-0-telephone": porteur.telephone} if moi else {})


def _brouillon(candidature: Candidature, acteur: Acteur) -> Candidature:
    """Lock a draft that this actor may write in, with its answers: the dossier first, in one query, for this happens while one types."""
    verrou = Dossier.objects.filter(candidature=candidature.pk).select_related("candidature__reponses")
    frais = verrou.select_for_update(of=("self", "candidature", "candidature__reponses")).get().candidature
    if acteur.personne is None or frais.porteur_id != acteur.personne.pk:
        raise RefusDroit("Ce brouillon n’est pas le vôtre.")
    if frais.etat != Candidature.Etat.BROUILLON:
        raise RefusEtat(f"Cette candidature est déjà envoyée, sous le numéro {frais.dossier.numero}.")
    return frais


def enregistrer_brouillon(
    candidature: Candidature, recues: Mapping[str, Any], *, revision: int | None = None, onglet: str = "", acteur: Acteur
) -> Enregistrement:
    """Keep what was typed, right or wrong; what another tab wrote since `revision` (None: whatever it is) is not overwritten."""
    with transaction.atomic():
        reponses = _brouillon(candidature, acteur).reponses
        lue = reponses.revision if revision is None else revision
        conflits = a_questionnaires.enregistrer(reponses, recues, revision=lue, onglet=onglet)
    return Enregistrement(reponses, conflits)


def joindre_piece(candidature: Candidature, champ: str, televerse: UploadedFile, *, acteur: Acteur) -> None:
    """Attach a file of the request, in the place of the former one. Raises Refus when the file cannot be accepted."""
    with transaction.atomic():
        a_questionnaires.joindre(_brouillon(candidature, acteur).reponses, champ, televerse, acteur=acteur)


def retirer_piece(candidature: Candidature, champ: str, *, acteur: Acteur) -> None:
    """Take a file off the draft, and forget it."""
    with transaction.atomic():
        a_questionnaires.retirer(_brouillon(candidature, acteur).reponses, champ)


def deposer(candidature: Candidature, demande: Demande, *, revision: int | None = None, acteur: Acteur) -> Candidature:
    """Send the request to the pilot: typed rows, number, acknowledgement. A request already sent is returned as it is.

    `revision` is that of the answers that were judged: raises Refus when another tab has changed them since.
    """
    with transaction.atomic():
        actuelle = verrouiller(candidature)
        if actuelle.etat != Candidature.Etat.BROUILLON and acteur.personne is not None and actuelle.porteur_id == acteur.personne.pk:
            return actuelle
        frais = _brouillon(candidature, acteur)
        if revision is not None and frais.reponses.revision != revision:
            raise Refus("Vos réponses viennent de changer dans un autre onglet : relisez-les, puis envoyez.")
        copier(frais, demande)
        details = {"declarations": VERSION_DECLARATIONS}
        frais = franchir(frais, "deposer", acteur=acteur, details=details, le=horloge.maintenant())
        # The number is taken last: it is the one row that all sendings share.
        frais.dossier.numero = Compteur.objects.prendre("DOS", horloge.aujourdhui().year)
        frais.dossier.save()
        _ranger(frais)
        notifications.accuser_depot(frais)
    return frais


def completer(candidature: Candidature, recues: Mapping[str, Any], demande: Demande, *, acteur: Acteur) -> Candidature:
    """Write answers that were asked again over those of a sent request, in its typed columns too, and have its copy made anew.

    `demande` is the whole request, with these answers. Raises Refus once the levels have been agreed at the interview.
    """
    with transaction.atomic():
        frais = verrouiller(candidature)
        if not droits.peut_deposer(frais, acteur):
            raise RefusDroit("Cette candidature n’est pas la vôtre.")
        if frais.etat == Candidature.Etat.BROUILLON or diagnostic_rempli(frais):
            raise RefusEtat("L’entretien de diagnostic a eu lieu : écrivez à l’équipe pour préciser votre candidature.")
        reponses = verrouiller(frais.reponses)
        a_questionnaires.remplacer(reponses, recues)
        copier(frais, demande)
        frais.reponses = reponses
        _ranger(frais)
        journaliser(frais, "completer", acteur, champs=sorted(recues))
    return frais


def _ranger(candidature: Candidature) -> None:
    """Write what searches read, and have the copy of the answers made."""
    indexer(candidature)
    revision = candidature.reponses.revision
    travaux.planifier("copie_des_reponses", candidature.pk, cle=f"copie_des_reponses:{candidature.pk}:{revision}")


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
