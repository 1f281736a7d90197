"""How an agreement ends: cancelled, terminated with its pair, or over; what it reserved and was not held goes back to the line."""

from django.db import transaction

from accompagnements.models import Accompagnement
from conventions import notifications
from conventions.droits import peut_annuler
from conventions.models import Convention
from programme.actions import liberer
from programme.regles import part
from socle.acteurs import SYSTEME, Acteur
from socle.refus import Refus
from socle.workflow import franchir, nom_objet


def annuler(convention: Convention, *, acteur: Acteur) -> Convention:
    """Cancel before signature; once issued, what was engaged is released and both sides are told."""
    with transaction.atomic():
        frais = franchir(convention, "annuler", acteur=acteur)
        if frais.emise_le:
            _liberer(frais)
            notifications.annoncer_annulation(frais)
    return frais


def defaire(accompagnement: Accompagnement, *, acteur: Acteur) -> None:
    """Undo the agreement of a pair given up or stopped: cancelled before its signature, terminated after. Both sides read it with the pair.

    Raises Refus when it was issued and this actor could not cancel it; either side may stop what is signed.
    """
    convention = Convention.objects.bases().en_vigueur().filter(accompagnement=accompagnement).first()
    if convention is None:
        return
    est_arrete = accompagnement.etat == Accompagnement.Etat.ROMPU
    if convention.emise_le and not est_arrete and not peut_annuler(convention, acteur):
        raise Refus("La convention est déjà émise : demandez d’abord à l’équipe pilote de l’annuler.")
    frais = franchir(convention, "resilier" if convention.etat == Convention.Etat.SIGNEE else "annuler", acteur=SYSTEME)
    if frais.emise_le:
        _liberer(frais)


def liberer_le_reste(accompagnement: Accompagnement) -> None:
    """Release on the line what the agreement of an accompagnement that is over gave and was not held."""
    conclues = Convention.objects.bases().filter(etat__in=[Convention.Etat.SIGNEE, Convention.Etat.RESILIEE])
    if convention := conclues.filter(accompagnement=accompagnement).first():
        _liberer(convention)


def _liberer(convention: Convention) -> None:
    # What is contested, or an absence to be settled, may still have to be paid.
    tenues = convention.accompagnement.demi_journees_reservees
    if reste := convention.demi_journees - tenues:
        liberer(
            convention.accompagnement.dispositif.edition,
            origine=nom_objet(convention),
            demi_journees=reste,
            montant=convention.montant - part(convention.montant, tenues, convention.demi_journees),
        )
