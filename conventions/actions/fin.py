"""How an agreement ends: cancelled, terminated with its pair, or over; what it reserved and was not held goes back to the line."""

from django.db import transaction

from accompagnements.actions import rendre_les_ajoutees
from accompagnements.models import Accompagnement
from comptes.liens import Navigateur
from conventions import lectures, notifications
from conventions.droits import peut_annuler
from conventions.models import Convention, GenrePreuve, MotifAnnulation, Signataire
from conventions.preuves import instant
from socle import horloge
from socle.acteurs import SYSTEME, Acteur
from socle.models import Travail
from socle.refus import Refus
from socle.workflow import franchir, verrouiller

from .reserve import rendre, rendre_le_reste
from .signataires import clore


def annuler(convention: Convention, *, acteur: Acteur) -> Convention:
    """Cancel before signature; once issued, what was engaged is released, links are closed and all who had to sign are told."""
    with transaction.atomic():
        frais = franchir(convention, "annuler", acteur=acteur)
        if frais.emise_le:
            _liberer(frais)
            clore(frais, GenrePreuve.ANNULEE, par=acteur.code)
            notifications.annoncer_annulation(frais)
    return frais


def expirer(travail: Travail) -> None:
    """Job "delai_de_signature": cancel an agreement that was not signed in time, and tell all; the pair may have another one."""
    with transaction.atomic():
        frais = verrouiller(Convention.objects.get(pk=travail.objet_id))
        if frais.etat != Convention.Etat.EMISE or horloge.maintenant() < lectures.limite_de_signature(frais):
            return
        frais = franchir(frais, "annuler", acteur=SYSTEME, motif=MotifAnnulation.DELAI, details={"motif": MotifAnnulation.DELAI.value})
        _liberer(frais)
        clore(frais, GenrePreuve.EXPIREE, delai_le=instant(lectures.limite_de_signature(frais)))
        notifications.annoncer_expiration(frais)


def refuser(signataire: Signataire, *, identification: str, navigateur: Navigateur) -> Convention:
    """Somebody refused to sign: what was engaged is released, links are closed, all read why. Under the lock of the file."""
    convention = franchir(signataire.convention, "refuser", acteur=SYSTEME, details={"signataire": signataire.pk})
    _liberer(convention)
    clore(
        convention,
        GenrePreuve.REFUSE,
        signataire=signataire,
        motif=signataire.motif,
        nom=signataire.nom,
        identification=identification,
        adresse_ip=navigateur.adresse,
        agent=navigateur.agent,
    )
    notifications.annoncer_refus(convention, signataire)
    return convention


def defaire(accompagnement: Accompagnement, *, acteur: Acteur) -> None:
    """Undo the agreement of a pair given up or stopped: cancelled before its signature, terminated after. Both sides read it with the pair.

    Raises Refus when it was issued and this actor could not cancel it; either side may stop what is signed.
    """
    convention = Convention.objects.bases().en_vigueur().filter(accompagnement=accompagnement).first()
    if convention is None:
        return
    est_arrete = accompagnement.etat == Accompagnement.Etat.ROMPU
    if convention.emise_le and not est_arrete and not peut_annuler(convention, acteur):
        raise Refus("La convention est déjà émise : demandez d’abord à l’équipe pilote de l’annuler.")
    etait_a_signer = convention.etat == Convention.Etat.EMISE
    _defaire_les_avenants(convention, accompagnement)
    frais = franchir(convention, "resilier" if convention.etat == Convention.Etat.SIGNEE else "annuler", acteur=SYSTEME)
    if frais.emise_le:
        _liberer(frais)
    if etait_a_signer:
        _ne_plus_signer(frais, par=acteur)


def liberer_le_reste(accompagnement: Accompagnement) -> None:
    """Release on the line what the agreement of an accompagnement that is over gave and was not held; an avenant to sign is cancelled."""
    _annuler_l_avenant_ouvert(accompagnement)
    conclues = Convention.objects.bases().filter(etat__in=[Convention.Etat.SIGNEE, Convention.Etat.RESILIEE])
    if convention := conclues.filter(accompagnement=accompagnement).first():
        _liberer(convention)


def _defaire_les_avenants(base: Convention, accompagnement: Accompagnement) -> None:
    """Cancel the one that is not signed; those that are end with their agreement.

    A request whose pair is given up keeps what its decision granted, and not what avenants added.
    """
    _annuler_l_avenant_ouvert(accompagnement)
    for avenant in base.avenants.filter(etat=Convention.Etat.SIGNEE):
        franchir(avenant, "resilier", acteur=SYSTEME)
    ajoutees = accompagnement.demi_journees - base.demi_journees
    if accompagnement.etat == Accompagnement.Etat.ABANDONNE and ajoutees > 0:
        rendre_les_ajoutees(accompagnement, ajoutees, acteur=SYSTEME)


def _annuler_l_avenant_ouvert(accompagnement: Accompagnement) -> None:
    for avenant in Convention.objects.avenants_ouverts().filter(accompagnement=accompagnement):
        frais = franchir(avenant, "annuler", acteur=SYSTEME)
        if frais.emise_le:
            _liberer(frais)
            _ne_plus_signer(frais, par=SYSTEME)


def _ne_plus_signer(convention: Convention, *, par: Acteur) -> None:
    """The pair stopped before all had signed: links are closed, those who sign beside it are told; both sides read it with the pair."""
    clore(convention, GenrePreuve.ANNULEE, par=par.code)
    notifications.annoncer_que_rien_n_est_a_signer(convention)


def _liberer(convention: Convention) -> None:
    if convention.signee_le:
        rendre_le_reste(convention, convention.accompagnement)
    else:
        rendre(convention)
