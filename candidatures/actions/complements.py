"""A complement is asked, prolonged, cancelled or opened again by the pilot, answered by the applicant, recalled by the platform."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from candidatures import droits, notifications, regles
from candidatures.demande import Demande
from candidatures.models import Candidature, DemandeComplement
from candidatures.models.complement import etape_de
from questionnaires import actions as a_questionnaires
from questionnaires.models import Question
from socle import horloge
from socle.acteurs import Acteur
from socle.lots import un_par_un
from socle.refus import DejaFait, Refus, RefusDroit, RefusEtat
from socle.workflow import DEJA_FAIT, franchir, journaliser, verrouiller

from .depot import Enregistrement, completer

Etat = Candidature.Etat
AUCUN = "Aucun complément n’est attendu sur ce dossier."


def demander_complement(
    candidature: Candidature, *, questions: Collection[Question], message: str, echeance: date, acteur: Acteur
) -> DemandeComplement:
    """Ask questions of the request again, before a day; it comes back where it stands, even once the call is closed.

    Those whose answers depend on one of them come along: another answer may ask for them.
    """
    _verifier(echeance)
    if not questions:
        raise Refus("Choisissez au moins une question à reprendre.")
    with transaction.atomic():
        avant = verrouiller(candidature)
        frais = franchir(avant, "demander_complement", acteur=acteur)
        version, saisie = frais.reponses.version, frais.reponses.saisie
        codes = version.lue.avec_leurs_suites(question.code for question in questions)
        champs = etape_de(version.lue, codes).champs()
        connues = {nom: saisie[nom] for nom in champs if nom in saisie}
        demande = DemandeComplement.objects.create(
            candidature=frais,
            reponses=a_questionnaires.ouvrir(version, dossier=frais.dossier, saisie=connues),
            message=message,
            echeance=echeance,
            revient_a=avant.etat,
            rappels=regles.rappels_dus(echeance, horloge.aujourdhui()),
            demandee_par=acteur.personne,
            demandee_le=horloge.maintenant(),
        )
        demande.questions.set(version.questions.filter(code__in=codes))
        notifications.demander_complement(demande)
    return demande


def rouvrir_complement(candidature: Candidature, *, message: str, echeance: date, acteur: Acteur) -> DemandeComplement:
    """Ask again what was answered too short: the last complement is open again, with a word and a new deadline."""
    _verifier(echeance)
    with transaction.atomic():
        avant = verrouiller(candidature)
        demande = avant.complements.filter(repondue_le__isnull=False).first()
        if demande is None:
            raise RefusEtat("Aucun complément reçu ne peut être rouvert sur ce dossier.")
        frais = franchir(avant, "demander_complement", acteur=acteur)
        demande.message, demande.revient_a = message, avant.etat
        demande.rouverte_le, demande.repondue_le = horloge.maintenant(), None
        _fixer(demande, echeance)
        journaliser(frais, "rouvrir_complement", acteur, complement=demande.pk)
        notifications.demander_complement(demande)
    return demande


def prolonger_complement(candidature: Candidature, *, echeance: date, acteur: Acteur) -> DemandeComplement:
    """Give more time; the applicant is told."""
    _verifier(echeance)
    with transaction.atomic():
        frais, demande = _ouverte(candidature)
        if not droits.peut_instruire(frais, acteur):
            raise RefusDroit("Seule l’équipe pilote prolonge un complément.")
        if demande.echeance == echeance:
            raise DejaFait(DEJA_FAIT)
        _fixer(demande, echeance)
        journaliser(frais, "prolonger_complement", acteur, complement=demande.pk)
        notifications.prolonger_complement(demande)
    return demande


def annuler_complement(candidature: Candidature, *, acteur: Acteur) -> Candidature:
    """Ask nothing any more: the request is again where it stood, and the applicant is told."""
    with transaction.atomic():
        avant = verrouiller(candidature)
        demande = avant.complements.ouvertes().first()
        frais = franchir(avant, "annuler_complement", acteur=acteur, vers=demande.revient_a if demande else "")
        demande.annulee_le = horloge.maintenant()
        demande.save()
        notifications.annuler_complement(demande)
    return frais


def enregistrer_complement(
    candidature: Candidature, recues: Mapping[str, Any], *, revision: int, onglet: str, acteur: Acteur
) -> Enregistrement:
    """Keep what is typed again, right or wrong; what another tab wrote since `revision` is not overwritten."""
    with transaction.atomic():
        reponses = _en_reponse(candidature, acteur).reponses
        conflits = a_questionnaires.enregistrer(reponses, recues, revision=revision, onglet=onglet)
    return Enregistrement(reponses, conflits)


def joindre_piece_au_complement(candidature: Candidature, champ: str, televerse: UploadedFile, *, acteur: Acteur) -> None:
    """Attach a file to the request itself, in the place of the former one. Raises Refus when it cannot be accepted."""
    with transaction.atomic():
        a_questionnaires.joindre(_en_reponse(candidature, acteur).candidature.reponses, champ, televerse, acteur=acteur)


def retirer_piece_du_complement(candidature: Candidature, champ: str, *, acteur: Acteur) -> None:
    """Take a file off the request."""
    with transaction.atomic():
        a_questionnaires.retirer(_en_reponse(candidature, acteur).candidature.reponses, champ)


def _en_reponse(candidature: Candidature, acteur: Acteur) -> DemandeComplement:
    """Lock the complement that this person may answer, with its request and its answers.

    The dossier first, in one query, for this happens while one types.
    """
    attendues = DemandeComplement.objects.ouvertes().filter(candidature=candidature.pk).select_related("candidature__dossier", "reponses")
    demande = attendues.select_for_update(of=("candidature__dossier", "candidature", "self", "reponses")).first()
    if demande is None:
        raise RefusEtat(AUCUN)
    if not droits.peut_deposer(demande.candidature, acteur):
        raise RefusDroit("Seule la personne qui porte la candidature la complète.")
    return demande


def recevoir_complement(candidature: Candidature, demande: Demande, *, revision: int | None = None, acteur: Acteur) -> Candidature:
    """Write what was answered over the request, that is again where it stood, in the queue of the team. Said twice, it is said once.

    `demande` is the whole request, with these answers; `revision` is that of the answers that were judged: raises Refus when another tab
    has changed them since.
    """
    with transaction.atomic():
        avant = verrouiller(candidature)
        if avant.etat != Etat.COMPLEMENT_DEMANDE:
            return franchir(avant, "recevoir_complement", acteur=acteur, vers="")
        attendue = _en_reponse(avant, acteur)
        if revision is not None and attendue.reponses.revision != revision:
            raise Refus("Vos réponses viennent de changer dans un autre onglet : relisez-les, puis envoyez.")
        completer(avant, attendue.reponses.saisie, demande, acteur=acteur)
        frais = franchir(avant, "recevoir_complement", acteur=acteur, vers=attendue.revient_a)
        attendue.repondue_le = horloge.maintenant()
        attendue.save()
    return frais


def _ouverte(candidature: Candidature) -> tuple[Candidature, DemandeComplement]:
    """Lock a request, and return it with the complement that waits for its structure."""
    frais = verrouiller(candidature)
    demande = frais.complements.ouvertes().first()
    if demande is None:
        raise RefusEtat(AUCUN)
    return frais, demande


def _verifier(echeance: date) -> None:
    if echeance <= horloge.aujourdhui():
        raise Refus("Choisissez une date à venir : la structure a besoin de temps pour répondre.")


def _fixer(demande: DemandeComplement, echeance: date) -> None:
    demande.echeance, demande.rappels = echeance, regles.rappels_dus(echeance, horloge.aujourdhui())
    demande.save()


def rappeler_les_complements() -> None:
    """Called by the beat at short intervals: a reminder two days before the deadline, another one on the day."""
    limite = horloge.aujourdhui() + regles.RAPPEL_AVANT
    un_par_un(DemandeComplement.objects.ouvertes().filter(echeance__lte=limite, rappels__lt=2), _rappeler)


def _rappeler(demande: DemandeComplement) -> None:
    with transaction.atomic():
        verrouiller(demande.candidature)
        fraiche = DemandeComplement.objects.ouvertes().filter(pk=demande.pk).first()
        if fraiche is None:
            return
        dus = regles.rappels_dus(fraiche.echeance, horloge.aujourdhui())
        if dus > fraiche.rappels:
            fraiche.rappels = dus
            fraiche.save()
            notifications.rappeler_complement(fraiche)
