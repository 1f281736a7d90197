"""A complement is asked, prolonged, cancelled or opened again by the pilot, answered by the applicant, recalled by the platform."""

from datetime import date

from django.db import transaction

from candidatures import droits, notifications, regles
from candidatures.models import Candidature, DemandeComplement
from socle import horloge
from socle.acteurs import Acteur
from socle.lots import un_par_un
from socle.refus import DejaFait, Refus, RefusDroit, RefusEtat
from socle.workflow import DEJA_FAIT, franchir, journaliser, verrouiller

Etat = Candidature.Etat


def demander_complement(candidature: Candidature, *, message: str, echeance: date, acteur: Acteur) -> DemandeComplement:
    """Ask the applicant to complete their request before a day; it comes back where it stands, even once the call is closed."""
    _verifier(echeance)
    with transaction.atomic():
        avant = verrouiller(candidature)
        frais = franchir(avant, "demander_complement", acteur=acteur)
        demande = DemandeComplement.objects.create(
            candidature=frais,
            message=message,
            echeance=echeance,
            revient_a=avant.etat,
            rappels=regles.rappels_dus(echeance, horloge.aujourdhui()),
            demandee_par=acteur.personne,
            demandee_le=horloge.maintenant(),
        )
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


def recevoir_complement(candidature: Candidature, *, acteur: Acteur) -> Candidature:
    """The applicant has answered: the request is again where it stood, in the queue of the team. Said twice, it is said once."""
    with transaction.atomic():
        avant = verrouiller(candidature)
        demande = avant.complements.ouvertes().first()
        frais = franchir(avant, "recevoir_complement", acteur=acteur, vers=demande.revient_a if demande else "")
        demande.repondue_le = horloge.maintenant()
        demande.save()
    return frais


def fermer_le_complement(candidature: Candidature) -> None:
    """A request that is locked leaves the path: nothing is asked of it any more."""
    candidature.complements.ouvertes().update(annulee_le=horloge.maintenant())


def _ouverte(candidature: Candidature) -> tuple[Candidature, DemandeComplement]:
    """Lock a request, and return it with the complement that waits for its structure."""
    frais = verrouiller(candidature)
    demande = frais.complements.ouvertes().first()
    if demande is None:
        raise RefusEtat("Aucun complément n’est attendu sur ce dossier.")
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
